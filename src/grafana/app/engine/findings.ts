import type { DataFrame } from '@grafana/data';
import { rowsBeside, type Finding } from '../../frames/index.ts';
import { rowsOf, tableOf } from '../asking/table.ts';

/** One thing that is wrong with the engine. */
export interface FindingRow {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  /** Undefined for what follows from something else, and where nothing helps. */
  readonly whatToDo: string | undefined;
  readonly confidence: string;
  readonly followsFrom: string | undefined;
  /** All that it says; undefined where the frame comes without it. */
  readonly whole: Finding | undefined;
}

export function findingsOf(frames: readonly DataFrame[]): FindingRow[] {
  const table = tableOf(frames);
  const beside = rowsBeside(frames[0]?.meta, 'findings') as readonly (Finding | undefined)[];
  return rowsOf(table, (row) => ({
    id: table.text('finding', row) ?? 'unknown',
    severity: table.text('severity', row) ?? 'unknown',
    message: table.text('message', row) ?? 'unknown',
    whatToDo: table.text('do', row),
    confidence: table.text('confidence', row) ?? 'unknown',
    followsFrom: table.text('followsFrom', row),
    whole: beside[row],
  }));
}
