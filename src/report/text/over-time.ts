import { formatQuantity } from '../../quantities/index.ts';
import type { StepReport } from '../schema.ts';
import { columns } from './columns.ts';
import { lookAt } from './look.ts';
import { NUMBERS, numberCells } from './number-cells.ts';
import { engineKey } from './title.ts';
import { utc } from './utc.ts';

/** Cells of a table with a row per step in which the engine was there, headings first; none without steps. */
export function stepCells(
  engine: Parameters<typeof engineKey>[0],
  steps: readonly StepReport[],
): readonly (readonly string[])[] {
  const key = engineKey(engine);
  const rows = steps.flatMap(({ endAtSeconds, engines }) => {
    const then = engines.find((each) => engineKey(each) === key);
    if (!then) return [];
    const look = lookAt(then);
    return [[utc(endAtSeconds), look.short('waitForecastSeconds'), ...numberCells(look)]];
  });
  if (rows.length === 0) return [];
  const header = ['UNTIL (UTC)', 'NEW WAIT', ...NUMBERS];
  return [header, ...rows];
}

export const overTime = (...of: Parameters<typeof stepCells>): string[] => columns(stepCells(...of));

/**
 * Rows may look back further than to the row before: a server widens windows that hold too few scrapes. Where scrapes come early
 * and late, and after an outage, rows are of unlike lengths, so it is the middle one that is said.
 */
export function overTimeTitle(steps: readonly StepReport[]): string {
  const lengths = steps.map(({ startAtSeconds, endAtSeconds }) => endAtSeconds - startAtSeconds).sort((a, b) => a - b);
  const middle = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return `OVER TIME (each row: the ${formatQuantity(Number(middle.toPrecision(2)), 'seconds')} before it)`;
}
