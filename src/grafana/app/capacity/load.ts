import { meanOf, type Series } from '../asking/series.ts';
import type { Promised } from './sustained-rate.ts';

/** What arrives at all replicas of a model together, and what was promised. */
export interface Load extends Promised {
  readonly arrivalsPerSecond: number | undefined;
  readonly promptTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly prefixHitRatio: number | undefined;
  readonly running: number | undefined;
  /** What requests see now. */
  readonly measuredTpotSeconds?: number | undefined;
}

/**
 * The load as measured: means over the range. What belongs to requests is a mean over requests, and the share of prompts
 * found in the prefix cache one over prompt tokens.
 */
export function measuredLoad(series: readonly Series[], promised: Promised): Load {
  const of = (id: string): Series | undefined => series.find((each) => each.id === id);
  const mean = (id: string, weight?: Series): number | undefined => {
    const found = of(id);
    return found && meanOf(found.values, weight?.values);
  };
  const finished = of('completionsPerSecond');
  return {
    arrivalsPerSecond: mean('arrivalsPerSecond'),
    promptTokens: mean('promptTokensPerRequest', finished),
    outputTokens: mean('generationTokensPerRequest', finished),
    prefixHitRatio: mean('prefixCacheHitRatio', of('promptTokensPerSecond')),
    running: mean('requestsRunning'),
    measuredTpotSeconds: mean('tpotSeconds', finished),
    ...promised,
  };
}
