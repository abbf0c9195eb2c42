import { expect, it } from 'vitest';
import type { MeasureId } from '../../src/analysis/index.ts';
import { measure, value } from '../accuracy/measure.ts';
import { trueRun } from '../accuracy/truth.ts';

const MEASURED = [
  ['arrivals', 'arrivalsPerSecond'],
  ['output tokens/s', 'generationTokensPerSecond'],
  ['running', 'requestsRunning'],
  ['TTFT mean', 'ttftSeconds'],
  ['TPOT mean', 'tpotSeconds'],
  ['e2e mean', 'e2eSeconds'],
] as const satisfies readonly (readonly [string, MeasureId])[];

// After the first requests have filled the engine, before the last have left it.
const FILLED_AFTER_SECONDS = 5;

/** Standard deviation ÷ mean. */
function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
  return `±${((100 * Math.sqrt(variance)) / mean).toFixed(0)} %`;
}

/** The third table of README: how much a measure varies over consecutive windows of the same steady load. */
it('varies with the length of the window as README says', async () => {
  const { first_start: start, last_end: end } = trueRun('a_steady');
  const rows: string[][] = [];
  for (const seconds of [10, 30, 60]) {
    const values = new Map<MeasureId, number[]>();
    for (let from = start + FILLED_AFTER_SECONDS; from + seconds <= end; from += seconds) {
      // Scrapes are a second apart: up to a second more holds both ends of the window.
      const [analysis] = (await measure('a_steady', from, from + seconds + 0.9)).analyses;
      if (!analysis) throw new Error('no engine');
      for (const [, id] of MEASURED) values.set(id, [...(values.get(id) ?? []), value(analysis, id).value]);
    }
    const windows = values.get('ttftSeconds')?.length ?? 0;
    rows.push([
      `${seconds} s, ${2 * seconds} requests (${windows} windows)`,
      ...MEASURED.map(([, id]) => spread(values.get(id) ?? [])),
    ]);
  }
  const header = ['window', ...MEASURED.map(([title]) => title)];
  const table = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  await expect(`${table}\n`).toMatchFileSnapshot('spread.md');
});
