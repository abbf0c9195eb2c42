import type { Instant, Selection } from './source.ts';

/** A selection in Unix seconds, open where nothing bounds it. */
export interface Bounds {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** Offsets count from `firstSeconds`, `lastSeconds` back from `to`, or from `endSeconds` when there is no `to`. */
export function boundsOf(selection: Selection, firstSeconds: number, endSeconds: number): Bounds {
  const at = ({ kind, seconds }: Instant): number => (kind === 'unix' ? seconds : firstSeconds + seconds);
  const toSeconds = selection.to ? at(selection.to) : Number.POSITIVE_INFINITY;
  const fromSeconds = selection.from ? at(selection.from) : Number.NEGATIVE_INFINITY;
  const backFrom = Math.min(toSeconds, endSeconds);
  const last = selection.lastSeconds === undefined ? Number.NEGATIVE_INFINITY : backFrom - selection.lastSeconds;
  return { fromSeconds: Math.max(fromSeconds, last), toSeconds };
}
