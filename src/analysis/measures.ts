import type { Measured, Unit } from '../quantities/index.ts';

const gauge = (unit: Unit, title: string) => ({ unit, title });
export const PERCENTILES = ['P50', 'P90', 'P95', 'P99'] as const;
const LATENCIES = ['ttft', 'tpot', 'itl', 'e2e', 'queue'] as const;

type Percentile = (typeof PERCENTILES)[number];
export type Latency = (typeof LATENCIES)[number];
export type PercentileId = `${Latency}Seconds${Percentile}`;

/** Every measure: its id (the contract of JSON, exporter and dashboards), its unit and what people call it. */
const SINGLE = {
  arrivalsPerSecond: gauge('requestsPerSecond', 'arrivals'),
  firstTokensPerSecond: gauge('requestsPerSecond', 'first tokens'),
  completionsPerSecond: gauge('requestsPerSecond', 'finished'),
  promptTokensPerSecond: gauge('tokensPerSecond', 'prompt tokens'),
  computedPromptTokensPerSecond: gauge('tokensPerSecond', 'prompt tokens computed'),
  generationTokensPerSecond: gauge('tokensPerSecond', 'output tokens'),
  promptTokensPerRequest: gauge('tokensPerRequest', 'prompt length'),
  generationTokensPerRequest: gauge('tokensPerRequest', 'output length'),

  requestsRunning: gauge('requests', 'running'),
  requestsRunningMax: gauge('requests', 'most running'),
  requestsWaiting: gauge('requests', 'waiting'),
  requestsWaitingMax: gauge('requests', 'most waiting'),
  requestsInSystem: gauge('requests', 'in system'),
  requestsInSystemMax: gauge('requests', 'most in system'),
  littleDecodingRequests: gauge('requests', "decoding, by Little's law (live)"),
  littleFirstTokenRequests: gauge('requests', "before their first token, by Little's law"),
  littleQueuedRequests: gauge('requests', "queued, by Little's law (finished requests)"),
  littleRunningRequests: gauge('requests', "running, by Little's law (finished requests)"),
  littleSystemRequests: gauge('requests', "in system, by Little's law (finished requests)"),
  littleResidualRatio: gauge('ratio', "gauges against Little's law"),
  waitForecastSeconds: gauge('seconds', 'a request arriving now would wait'),
  requeueSeconds: gauge('seconds', 'wait after a preemption'),
  preemptionsPerSecond: gauge('eventsPerSecond', 'preemptions'),
  sequenceCap: gauge('requests', 'cap on running requests'),

  queueSeconds: gauge('seconds', 'queue'),
  prefillSeconds: gauge('seconds', 'prefill'),
  decodeSeconds: gauge('seconds', 'decode'),
  frontendSeconds: gauge('seconds', 'front end'),
  e2eSeconds: gauge('seconds', 'end to end'),
  processingSeconds: gauge('seconds', 'processing'),
  queueShareRatio: gauge('ratio', 'share of the time spent queueing'),
  ttftSeconds: gauge('seconds', 'TTFT'),
  tpotSeconds: gauge('seconds', 'TPOT'),
  itlSeconds: gauge('seconds', 'ITL'),

  ttftAttainmentRatio: gauge('ratio', 'TTFT objective met'),
  tpotAttainmentRatio: gauge('ratio', 'TPOT objective met'),
  e2eAttainmentRatio: gauge('ratio', 'end-to-end objective met'),
  goodputRatio: gauge('ratio', 'goodput'),
  goodputRequestsPerSecond: gauge('requestsPerSecond', 'goodput'),

  kvCacheUsageRatio: gauge('ratio', 'KV cache used'),
  kvCacheUsageRatioMax: gauge('ratio', 'KV cache used at most'),
  kvCacheCapacityTokens: gauge('tokens', 'KV cache capacity'),
  residentTokens: gauge('tokens', 'tokens in the KV cache'),
  residentTokensPerRequest: gauge('tokensPerRequest', 'KV tokens of a running request'),
  prefixCacheHitRatio: gauge('ratio', 'prompt tokens from the prefix cache'),
  draftAcceptanceRatio: gauge('ratio', 'draft tokens accepted'),
  acceptedTokensPerDraft: gauge('tokensPerDraft', 'tokens accepted per draft'),

  stepsPerSecond: gauge('stepsPerSecond', 'steps'),
  tokensPerStep: gauge('tokensPerStep', 'tokens per step'),
  decodeRequestsPerStep: gauge('requestsPerStep', 'requests decoding per step'),
  stepSeconds: gauge('seconds', 'step'),
  busyRatio: gauge('ratio', 'busy'),

  flopPerSecond: gauge('flopPerSecond', 'work per GPU'),
  bytesPerSecond: gauge('bytesPerSecond', 'memory traffic per GPU'),
  intensityFlopPerByte: gauge('flopPerByte', 'arithmetic intensity'),
  mfuRatio: gauge('ratio', 'model FLOP utilisation, wall clock'),
  mbuRatio: gauge('ratio', 'memory bandwidth utilisation, wall clock'),
  busyMfuRatio: gauge('ratio', 'model FLOP utilisation while busy'),
  busyMbuRatio: gauge('ratio', 'memory bandwidth utilisation while busy'),
  ridgeFlopPerByte: gauge('flopPerByte', 'ridge of the roofline'),
  roofFlopPerSecond: gauge('flopPerSecond', 'roof at this intensity'),
  rooflineRatio: gauge('ratio', 'of the roof used while busy'),
  floorStepSeconds: gauge('seconds', 'decode step at the roofs'),
  predictedStepSeconds: gauge('seconds', 'decode step to expect'),
  stepEfficiencyRatio: gauge('ratio', 'floor of the step against the measured one'),
  saturationBatch: gauge('requests', 'batch from which weights are compute-bound'),
  halfSaturationBatch: gauge('requests', 'batch with half of the throughput that none exceeds'),
  criticalContextTokens: gauge('tokens', 'context from which decoding is memory-bound at any batch'),
  kvLimitedRequests: gauge('requests', 'requests that the KV cache holds'),
  objectiveLimitedRequests: gauge('requests', 'requests within the TPOT objective'),
} as const;

export type MeasureId = keyof typeof SINGLE | PercentileId;

export interface MeasureInfo {
  readonly unit: Unit;
  readonly title: string;
}

const TITLES: Readonly<Record<Latency, string>> = {
  ttft: 'TTFT',
  tpot: 'TPOT',
  itl: 'ITL',
  e2e: 'end to end',
  queue: 'queue',
};

const percentileEntries: readonly (readonly [PercentileId, MeasureInfo])[] = LATENCIES.flatMap((latency) =>
  PERCENTILES.map(
    (percentile) =>
      [`${latency}Seconds${percentile}`, gauge('seconds', `${TITLES[latency]} ${percentile.toLowerCase()}`)] as const,
  ),
);

export const MEASURES: ReadonlyMap<MeasureId, MeasureInfo> = new Map<MeasureId, MeasureInfo>([
  ...(Object.entries(SINGLE) as [keyof typeof SINGLE, MeasureInfo][]),
  ...percentileEntries,
]);

/** Every measure is there, as a number or as the reason why there is none. */
export type Measures = Readonly<Record<MeasureId, Measured>>;

/** What one law contributes. */
export type Contribution<Id extends MeasureId> = Readonly<Record<Id, Measured>>;
