import { describe, expect, it } from 'vitest';
import { measure, value } from './measure.ts';
import { overloadStartSeconds as start, trueWait } from './true-wait.ts';

const forecastAt = async (atSeconds: number, lookBackSeconds: number) => {
  const { analyses } = await measure('b_overload', start + atSeconds - lookBackSeconds, start + atSeconds);
  if (!analyses[0]) throw new Error('no engine');
  return value(analyses[0], 'waitForecastSeconds');
};

// 38, 72 and 101 s; a request that arrives later waits longer, the queue grows by 6 a second.
describe.each([
  [25, 38, 0.3],
  [40, 72, 0.15],
  [55, 101, 0.15],
])('%i s into the overload, when an arriving request will wait %i s', (atSeconds, waitSeconds, tolerance) => {
  it('has that truth', () => {
    expect(Math.abs(trueWait(atSeconds) - waitSeconds)).toBeLessThan(1);
  });

  it.each([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])(
    'holds it between its bounds, looking back %i s',
    async (seconds) => {
      const { low, high } = await forecastAt(atSeconds, seconds);
      expect(trueWait(atSeconds)).toBeGreaterThan(low);
      expect(trueWait(atSeconds)).toBeLessThan(high);
    },
  );

  it.each([10, 15, 20])('forecasts it from %i s', async (seconds) => {
    const forecast = await forecastAt(atSeconds, seconds);
    expect(Math.abs(forecast.value / trueWait(atSeconds) - 1)).toBeLessThan(tolerance);
  });

  it('while the p95 of the queue times of the last minute, as others show it, is far off', async () => {
    const { analyses } = await measure('b_overload', start + atSeconds - 60, start + atSeconds);
    const p95 = analyses[0]?.measures.queueSecondsP95;
    expect(trueWait(atSeconds) / (p95?.known ? p95.value : Number.NaN)).toBeGreaterThan(3);
  });
});
