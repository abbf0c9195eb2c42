import type { Meaning } from '../metrics/catalogue/index.ts';
import { INPUTS, type Inputs } from './inputs.ts';
import type { Latency, MeasureId } from './measures.ts';
import { ROOFLINE_MEASURES } from './roofline/roofline.ts';

type Needs = Partial<Record<keyof typeof INPUTS, Inputs['counters']>>;

const FINISHED: Needs = { counters: ['requestsFinished'] };
const PREEMPTIONS: Needs = { counters: ['preemptions'] };
const RUNNING: Needs = { levels: ['requestsRunning'] };
const WAITING: Needs = { levels: ['requestsWaiting'] };
const PROMPTS: Needs = { counters: ['promptTokens', 'promptTokensCached', 'promptTokensBySource'] };
const OUTPUT_LENGTH: Needs = { singles: ['generationTokensPerRequest'] };
const ANATOMY: Needs = { means: ['e2eSeconds', 'queueSeconds', 'prefillSeconds', 'decodeSeconds'] };
const CACHE: Needs = { levels: ['kvCacheUsageRatio'], info: ['cacheConfig'] };
const CAP: Needs = {
  levels: ['kvCacheUsageRatio'],
  means: ['promptTokensPerRequest'],
  info: ['cacheConfig'],
};
const STEPS: Needs = { means: ['iterationTokens', 'itlSeconds'] };
const DRAFTS: Needs = { counters: ['draftTokens', 'acceptedDraftTokens', 'drafts'] };
const GOODPUT: Needs = {
  distributions: ['ttftSeconds', 'tpotSeconds', 'e2eSeconds'],
  means: ['decodeSeconds'],
  singles: ['generationTokensPerRequest'],
};
/** Always asked for: what tells an idle engine, and one that hangs, from one that works, and how many requests are in it. */
const CONDITION: Needs = {
  counters: ['generationTokens', 'promptTokens', 'requestsFinished', 'preemptions'],
  means: ['iterationTokens'],
  levels: ['requestsRunning', 'requestsWaiting'],
  states: ['engineSleepState'],
};

const mean = (...means: Inputs['means']): Needs => ({ means });

/** What each measure needs beside that; one that is not in the table needs everything. */
const NEEDS: Partial<Record<MeasureId, readonly Needs[]>> = {
  arrivalsPerSecond: [FINISHED, RUNNING, WAITING, mean('ttftSeconds')],
  firstTokensPerSecond: [mean('ttftSeconds')],
  completionsPerSecond: [FINISHED],
  promptTokensPerSecond: [PROMPTS],
  computedPromptTokensPerSecond: [PROMPTS],
  generationTokensPerSecond: [{ counters: ['generationTokens'] }],
  promptTokensPerRequest: [mean('promptTokensPerRequest', 'e2eSeconds')],
  generationTokensPerRequest: [OUTPUT_LENGTH, mean('e2eSeconds')],

  requestsRunning: [RUNNING],
  requestsRunningMax: [RUNNING],
  requestsWaiting: [WAITING, { states: ['requestsWaitingByReason'] }],
  requestsWaitingMax: [WAITING],
  requestsInSystem: [RUNNING, WAITING],
  requestsInSystemMax: [RUNNING, WAITING],
  littleDecodingRequests: [mean('itlSeconds')],
  littleFirstTokenRequests: [mean('ttftSeconds')],
  littleQueuedRequests: [mean('queueSeconds', 'e2eSeconds')],
  littleRunningRequests: [mean('inferenceSeconds', 'e2eSeconds')],
  littleSystemRequests: [mean('e2eSeconds')],
  waitForecastSeconds: [WAITING, mean('ttftSeconds')],
  requeueSeconds: [WAITING, PREEMPTIONS, mean('queueSeconds')],
  preemptionsPerSecond: [PREEMPTIONS],
  sequenceCap: [RUNNING, WAITING, CAP],

  queueSeconds: [ANATOMY],
  prefillSeconds: [ANATOMY],
  decodeSeconds: [ANATOMY],
  frontendSeconds: [ANATOMY],
  e2eSeconds: [ANATOMY],
  processingSeconds: [ANATOMY],
  queueShareRatio: [ANATOMY],
  ttftSeconds: [mean('ttftSeconds')],
  tpotSeconds: [mean('tpotSeconds', 'decodeSeconds', 'e2eSeconds'), OUTPUT_LENGTH],
  itlSeconds: [mean('itlSeconds')],

  ttftAttainmentRatio: [{ distributions: ['ttftSeconds'] }],
  tpotAttainmentRatio: [{ distributions: ['tpotSeconds'] }, mean('decodeSeconds', 'e2eSeconds'), OUTPUT_LENGTH],
  e2eAttainmentRatio: [{ distributions: ['e2eSeconds'] }],
  goodputRatio: [GOODPUT],
  goodputRequestsPerSecond: [GOODPUT],

  kvCacheUsageRatio: [CACHE],
  kvCacheUsageRatioMax: [CACHE],
  kvCacheCapacityTokens: [CACHE],
  residentTokens: [CACHE],
  residentTokensPerRequest: [CACHE],
  prefixCacheHitRatio: [
    PROMPTS,
    { counters: ['prefixCacheHitTokens', 'prefixCacheQueriedTokens'], info: ['cacheConfig'] },
  ],
  draftAcceptanceRatio: [DRAFTS],
  acceptedTokensPerDraft: [DRAFTS],

  stepsPerSecond: [STEPS],
  tokensPerStep: [STEPS],
  decodeRequestsPerStep: [STEPS],
  busyRatio: [STEPS],
};

const LATENCY_OF: Readonly<Record<Latency, Inputs['distributions'][number]>> = {
  ttft: 'ttftSeconds',
  tpot: 'tpotSeconds',
  itl: 'itlSeconds',
  e2e: 'e2eSeconds',
  queue: 'queueSeconds',
};

const isRoofline = (id: MeasureId): boolean => (ROOFLINE_MEASURES as readonly MeasureId[]).includes(id);

/**
 * As few inputs as these measures, and the condition of the engine, stand on, so that a source which pays for each number
 * asks for no more. A test holds the table to the laws.
 */
export function neededInputs(measures: readonly MeasureId[]): Inputs {
  const needs = [CONDITION, ...measures.flatMap(needsOf)];
  const all = (part: keyof typeof INPUTS): Inputs['counters'] => [
    ...new Set(needs.flatMap((need) => need[part] ?? [])),
  ];
  const distributions = all('distributions');
  return {
    counters: all('counters'),
    // Buckets bring sum and count along.
    means: all('means').filter((meaning) => !distributions.includes(meaning)),
    distributions,
    singles: all('singles'),
    levels: all('levels'),
    states: all('states'),
    info: all('info'),
  };
}

/** What a measure stands on, as vLLM's metrics mean it. */
export const inputsOf = (id: MeasureId): Meaning[] => [
  ...new Set<Meaning>(needsOf(id).flatMap((need) => Object.values(need).flat())),
];

/** What looks at extremes of gauges, or at two gauges of the same scrape. */
const isOfExtremes = (id: MeasureId): boolean => id.endsWith('Max') || OF_EXTREMES.includes(id) || isRoofline(id);

const OF_EXTREMES: readonly MeasureId[] = [
  'sequenceCap',
  'littleResidualRatio',
  // A cache that shows more than 1 at any scrape is misread.
  'kvCacheUsageRatio',
  'residentTokens',
  'residentTokensPerRequest',
];

/** The same for one of many steps, whose extremes and condition nobody looks at unless a measure is about them. */
export function neededInputsOfStep(measures: readonly MeasureId[]): Inputs {
  const inputs = neededInputs(measures);
  return measures.some(isOfExtremes)
    ? inputs
    : {
        ...inputs,
        levels: [],
        trends: inputs.levels,
        states: inputs.states.filter((state) => state !== 'engineSleepState'),
        withoutJoint: true,
      };
}

function needsOf(id: MeasureId): readonly Needs[] {
  const latency = /^(ttft|tpot|itl|e2e|queue)SecondsP\d+$/.exec(id)?.[1] as Latency | undefined;
  if (latency) return [{ distributions: [LATENCY_OF[latency]] }, ...(NEEDS[`${latency}Seconds`] ?? [])];
  if (isRoofline(id) || id === 'stepSeconds') return [UNDER_THE_ROOFS];
  if (id === 'littleResidualRatio') return [WITHOUT_BUCKETS];
  return NEEDS[id] ?? [INPUTS];
}

/** The load, the batch and the cache; and what vLLM itself counts. */
const UNDER_THE_ROOFS: Needs = {
  counters: [
    'promptTokensCached',
    'promptTokensBySource',
    'draftTokens',
    'flopPerGpu',
    'readBytesPerGpu',
    'writeBytesPerGpu',
  ],
  means: ['iterationTokens', 'itlSeconds', 'ttftSeconds', 'promptTokensPerRequest'],
  singles: ['generationTokensPerRequest'],
  levels: ['kvCacheUsageRatio'],
  info: ['cacheConfig'],
};

const WITHOUT_BUCKETS: Needs = { ...INPUTS, means: [...INPUTS.means, ...INPUTS.distributions], distributions: [] };
