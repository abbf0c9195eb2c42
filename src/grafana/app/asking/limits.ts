import type { DataFrame } from '@grafana/data';
import { identityOf, type Identity } from './identity.ts';
import { rowsOf, tableOf } from './table.ts';

/** One limit of one engine. */
export interface LimitRow extends Identity {
  readonly name: string;
  readonly usedRatio: number | undefined;
  readonly mostRatio: number | undefined;
  readonly binds: boolean;
  readonly detail: string;
}

export function limitsOf(frames: readonly DataFrame[]): LimitRow[] {
  const table = tableOf(frames);
  return rowsOf(table, (row) => ({
    ...identityOf(table, row),
    name: table.text('limit', row) ?? '',
    usedRatio: table.number('usedRatio', row),
    mostRatio: table.number('mostRatio', row),
    binds: table.flag('binds', row),
    detail: table.text('detail', row) ?? 'unknown',
  }));
}
