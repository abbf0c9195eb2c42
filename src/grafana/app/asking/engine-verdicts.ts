import type { DataFrame } from '@grafana/data';
import { identityOf, type Identity } from './identity.ts';
import { rowsOf, tableOf } from './table.ts';

/** What all rules together say of one engine. */
export interface EngineVerdict extends Identity {
  /** A finding, "arrivals" or "unknown". */
  readonly boundBy: string;
  readonly confidence: string;
  readonly summary: string;
  readonly critical: number;
  readonly warning: number;
}

export function engineVerdictsOf(frames: readonly DataFrame[]): EngineVerdict[] {
  const table = tableOf(frames);
  return rowsOf(table, (row) => ({
    ...identityOf(table, row),
    boundBy: table.text('boundBy', row) ?? 'unknown',
    confidence: table.text('confidence', row) ?? 'low',
    summary: table.text('summary', row) ?? '',
    critical: table.number('critical', row) ?? 0,
    warning: table.number('warning', row) ?? 0,
  }));
}

/** Whether a finding binds it, rather than what is asked of it. */
export const isBound = ({ boundBy }: EngineVerdict): boolean => boundBy !== 'arrivals' && boundBy !== 'unknown';

/** "sequence-cap, confidence high". */
export function boundInWords({ boundBy, confidence }: EngineVerdict): string {
  if (boundBy === 'arrivals') return 'nothing but what arrives';
  return boundBy === 'unknown' ? 'nobody can tell' : `${boundBy}, confidence ${confidence}`;
}

/** "1 critical, 2 warnings"; undefined where neither fires. */
export function firingInWords({ critical, warning }: EngineVerdict): string | undefined {
  const parts = [
    ...(critical > 0 ? [`${critical} critical`] : []),
    ...(warning > 0 ? [`${warning} warning${warning === 1 ? '' : 's'}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}
