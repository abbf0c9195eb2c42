import type { Analysis } from '../analysis/index.ts';
import type { Measured } from '../quantities/index.ts';
import { waitingShareIfKnown } from './queueing.ts';

/** How much an engine has to do. */
export interface Load {
  /** Share of the time, at most: steps that emit no token are not counted, and lie within the prefill of some request. */
  readonly busy: number;
  /** Most of the KV cache used. */
  readonly cache: number;
  /** Share of its requests; undefined where nobody counts them. */
  readonly waiting: number | undefined;
  readonly unknown: readonly string[];
}

/** Idle is no load. */
export function loadOf({ measures }: Analysis): Load {
  const unknown: string[] = [];
  const valueOf = (measured: Measured): number => {
    if (measured.known) return measured.value;
    if (measured.reason !== 'no-traffic') unknown.push(...measured.missing);
    return 0;
  };
  const busy = valueOf(measures.busyRatio) + valueOf(measures.completionsPerSecond) * valueOf(measures.prefillSeconds);
  const waiting = waitingShareIfKnown(measures);
  if (waiting === undefined) unknown.push('who waits');
  return {
    busy: Math.min(1, busy),
    cache: valueOf(measures.kvCacheUsageRatioMax),
    waiting,
    unknown,
  };
}
