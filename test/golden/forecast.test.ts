import { expect, it } from 'vitest';
import { measure, value } from '../accuracy/measure.ts';
import { trueWait, overloadStartSeconds as start } from '../accuracy/true-wait.ts';

const LOOK_BACK_SECONDS = 15;

/** The second table of README. */
it('forecasts what README says', async () => {
  const rows: string[][] = [];
  for (const atSeconds of [25, 40, 55]) {
    const at = start + atSeconds;
    const [recent] = (await measure('b_overload', at - LOOK_BACK_SECONDS, at)).analyses;
    const [lastMinute] = (await measure('b_overload', at - 60, at)).analyses;
    if (!recent || !lastMinute) throw new Error('no engine');
    const { value: forecast, low, high } = value(recent, 'waitForecastSeconds');
    rows.push([
      `${atSeconds} s`,
      `${trueWait(atSeconds).toFixed(0)} s`,
      `${forecast.toFixed(0)} s (${low.toFixed(0)}–${high.toFixed(0)})`,
      `${value(lastMinute, 'queueSecondsP95').value.toFixed(0)} s`,
    ]);
  }
  const header = [
    'after the first request',
    'it really waited',
    'forecast (bounds)',
    'p95 of the queue times of the last minute',
  ];
  const table = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  await expect(`${table}\n`).toMatchFileSnapshot('forecast.md');
});
