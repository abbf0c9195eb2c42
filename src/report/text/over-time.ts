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

/** Rows may look back further than to the row before: a server widens windows that hold too few scrapes. */
export function overTimeTitle(steps: readonly StepReport[]): string {
  const lookBack = Math.max(...steps.map(({ startAtSeconds, endAtSeconds }) => endAtSeconds - startAtSeconds));
  return `OVER TIME (each row: the ${formatQuantity(lookBack, 'seconds')} before it)`;
}
