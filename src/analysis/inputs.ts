import type { Meaning } from '../metrics/catalogue/index.ts';

/**
 * All that the laws look at, so that a source which has to ask for each number asks for no more. A test holds the list to
 * the laws: an analysis of a window with nothing else gives the same measures.
 */
export const INPUTS = {
  counters: [
    'requestsFinished',
    'preemptions',
    'promptTokens',
    'promptTokensCached',
    'promptTokensBySource',
    'generationTokens',
    'prefixCacheHitTokens',
    'prefixCacheQueriedTokens',
    'draftTokens',
    'acceptedDraftTokens',
    'drafts',
    'flopPerGpu',
    'readBytesPerGpu',
    'writeBytesPerGpu',
  ],
  /** Histograms of which sum and count are enough. */
  means: ['prefillSeconds', 'decodeSeconds', 'inferenceSeconds', 'promptTokensPerRequest', 'iterationTokens'],
  /** Histograms whose buckets matter, too. */
  distributions: ['ttftSeconds', 'tpotSeconds', 'itlSeconds', 'e2eSeconds', 'queueSeconds'],
  /** Histograms of which the bucket of a single token matters: one-token outputs have no time per output token. */
  singles: ['generationTokensPerRequest'],
  /** Gauges whose average, extremes and ends matter. */
  levels: ['requestsRunning', 'requestsWaiting', 'kvCacheUsageRatio'],
  /** Gauges whose average and last sample are enough. */
  states: ['requestsWaitingByReason', 'engineSleepState'],
  info: ['cacheConfig'],
} as const satisfies Readonly<Record<string, readonly Meaning[]>>;

export type Inputs = Readonly<Record<keyof typeof INPUTS, readonly Meaning[]>> & {
  /** Gauges whose average and ends are enough. */
  readonly trends?: readonly Meaning[];
  /** Nothing that takes two gauges of the same scrape (extremes of their sum, evidence for a cap), which is dear. */
  readonly withoutJoint?: boolean;
};

/** vLLM's own counts only check ours. */
const NOT_OF_A_FLEET: readonly Meaning[] = ['flopPerGpu', 'readBytesPerGpu', 'writeBytesPerGpu'];

/** What users feel token by token; of the other distributions a large fleet needs buckets only where they were promised. */
const FLEET_DISTRIBUTIONS: readonly Meaning[] = ['ttftSeconds', 'tpotSeconds'];

/**
 * The same without the buckets that neither an objective needs nor a table of a fleet shows; percentiles of those are then
 * bounds that follow from the mean. By far most of what travels is buckets.
 */
export function fleetInputs(promised: readonly Meaning[]): Inputs {
  const isRead = (meaning: Meaning): boolean => FLEET_DISTRIBUTIONS.includes(meaning) || promised.includes(meaning);
  return {
    ...INPUTS,
    counters: INPUTS.counters.filter((meaning) => !NOT_OF_A_FLEET.includes(meaning)),
    means: [...INPUTS.means, ...INPUTS.distributions.filter((meaning) => !isRead(meaning))],
    distributions: INPUTS.distributions.filter(isRead),
  };
}
