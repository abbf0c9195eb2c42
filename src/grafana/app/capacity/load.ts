import { meanOf, type Series } from '../asking/series.ts';

/** What arrives at all replicas of a model together, and what was promised. */
export interface Load {
  readonly arrivalsPerSecond: number | undefined;
  readonly promptTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly prefixHitRatio: number | undefined;
  readonly running: number | undefined;
  readonly ttftSeconds: number | undefined;
  readonly tpotSeconds: number | undefined;
  /** What requests see now. */
  readonly measuredTpotSeconds?: number | undefined;
}

/** The load as measured: means over the range, of requests where something belongs to requests. */
export function measuredLoad(series: readonly Series[], promised: Pick<Load, 'ttftSeconds' | 'tpotSeconds'>): Load {
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
    prefixHitRatio: mean('prefixCacheHitRatio', finished),
    running: mean('requestsRunning'),
    measuredTpotSeconds: mean('tpotSeconds', finished),
    ...promised,
  };
}
