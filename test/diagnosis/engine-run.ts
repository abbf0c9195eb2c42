import type { Analysis } from '../../src/analysis/index.ts';
import type { EngineSettings } from '../../src/settings/index.ts';
import { analysisOf, windowOf, type Run } from '../build-page.ts';

/** What an engine does for a hundred seconds, scraped every ten; what is left out is that of an engine that is fine. */
export interface EngineDoes {
  readonly engine: string;
  readonly model: string;
  readonly target: string;
  /** Gauges at eleven scrapes, in Prometheus test notation. */
  readonly running: string;
  readonly waiting: string;
  readonly deferred: string;
  readonly kvCacheUsage: string;
  readonly asleep: boolean;
  /** Per second, by finish reason. */
  readonly finished: Readonly<Record<string, number>>;
  readonly firstTokensPerSecond: number;
  readonly preemptionsPerSecond: number;
  readonly promptTokens: number;
  readonly cachedShare: number;
  readonly outputTokens: number;
  /** Means; of those with a `…Slowest` a hundredth of the observations lies there. */
  readonly queueSeconds: number;
  readonly prefillSeconds: number;
  readonly frontendSeconds: number;
  readonly itlSeconds: number;
  readonly itlSecondsSlowest: number;
  readonly stepsPerSecond: number;
  readonly drafts: { readonly perSecond: number; readonly tokens: number; readonly accepted: number } | undefined;
  readonly cacheConfig: Readonly<Record<string, string>> | undefined;
  /** Samples by their names, over those that follow from the above; undefined takes one away. */
  readonly series: Readonly<Record<string, string | undefined>>;
}

/** Two requests a second of 500 tokens in and 100 out, eight at a time, in a cache with much room. */
const FINE: EngineDoes = {
  engine: '0',
  model: 'm',
  target: 't',
  running: '8x10',
  waiting: '0x10',
  deferred: '0x10',
  kvCacheUsage: '0.2x10',
  asleep: false,
  finished: { stop: 2, length: 0, abort: 0, error: 0 },
  firstTokensPerSecond: 2,
  preemptionsPerSecond: 0,
  promptTokens: 500,
  cachedShare: 0,
  outputTokens: 100,
  queueSeconds: 0,
  prefillSeconds: 0.1,
  frontendSeconds: 0.02,
  itlSeconds: 0.035,
  itlSecondsSlowest: 0.035,
  stepsPerSecond: 25,
  drafts: undefined,
  cacheConfig: {
    block_size: '16',
    num_gpu_blocks: '10000',
    kv_cache_size_tokens: '160000',
    enable_prefix_caching: 'True',
    cache_dtype: 'auto',
    gpu_memory_utilization: '0.92',
  },
  series: {},
};

const EDGES = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160];
const SECONDS = 100;
const SCRAPES = 10;

/** The scrapes of an engine that does this and is otherwise fine. */
export function engineRun(does: Partial<EngineDoes> = {}): Run {
  const all = { ...FINE, ...does };
  const { engine, model, target, finished, outputTokens, promptTokens, series } = all;
  const labels = (further: Readonly<Record<string, string>> = {}): string =>
    `{${Object.entries({ engine, model_name: model, ...further })
      .map(([name, value]) => `${name}="${value}"`)
      .join(',')}}`;
  const gauge = (name: string, values: string, further = {}) => ({ [`vllm:${name}${labels(further)}`]: values });
  const grows = (perSecond: number): string => `0+${(perSecond * SECONDS) / SCRAPES}x${SCRAPES}`;
  const counter = (name: string, perSecond: number, further = {}) => gauge(`${name}_total`, grows(perSecond), further);
  const histogram = (name: string, perSecond: number, mean: number, slowest = mean, edges = EDGES) => ({
    ...Object.fromEntries(
      [...edges, Infinity].map((edge) => [
        `vllm:${name}_bucket${labels({ le: edge === Infinity ? '+Inf' : `${edge}` })}`,
        grows(perSecond * (edge >= slowest ? 1 : edge >= typical(mean, slowest) ? 0.99 : 0)),
      ]),
    ),
    ...gauge(`${name}_sum`, grows(perSecond * mean)),
    ...gauge(`${name}_count`, grows(perSecond)),
  });
  const leaving = Object.values(finished).reduce((sum, rate) => sum + rate, 0);
  const decode = all.itlSeconds * Math.max(0, outputTokens - 1);
  const inference = all.prefillSeconds + decode;
  const cached = promptTokens * all.cachedShare;
  const starting = all.firstTokensPerSecond;
  const lengths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
  const samples: Record<string, string | undefined> = {
    ...gauge('num_requests_running', all.running),
    ...gauge('num_requests_waiting', all.waiting),
    ...gauge('num_requests_waiting_by_reason', all.deferred, { reason: 'deferred' }),
    ...gauge('kv_cache_usage_perc', all.kvCacheUsage),
    ...gauge('engine_sleep_state', all.asleep ? '0x10' : '1x10', { sleep_state: 'awake' }),
    ...(Object.assign(
      {},
      ...Object.entries(finished).map(([finished_reason, rate]) =>
        counter('request_success', rate, { finished_reason }),
      ),
    ) as Record<string, string>),
    ...counter('num_preemptions', all.preemptionsPerSecond),
    ...counter('prompt_tokens', starting * promptTokens),
    ...counter('prompt_tokens_cached', starting * cached),
    ...counter('prompt_tokens_by_source', starting * (promptTokens - cached), { source: 'local_compute' }),
    ...counter('generation_tokens', leaving * outputTokens),
    ...histogram('request_prompt_tokens', leaving, promptTokens, promptTokens, lengths),
    ...histogram('request_generation_tokens', leaving, outputTokens, outputTokens, lengths),
    ...histogram(
      'iteration_tokens_total',
      all.stepsPerSecond,
      (leaving * (promptTokens - cached + outputTokens)) / (all.stepsPerSecond || 1),
      undefined,
      [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384],
    ),
    ...histogram('time_to_first_token_seconds', starting, all.queueSeconds + all.prefillSeconds + all.frontendSeconds),
    ...histogram(
      'inter_token_latency_seconds',
      leaving * Math.max(0, outputTokens - 1),
      all.itlSeconds,
      all.itlSecondsSlowest,
    ),
    ...histogram('request_time_per_output_token_seconds', leaving, outputTokens > 1 ? all.itlSeconds : 0),
    ...histogram('e2e_request_latency_seconds', leaving, all.queueSeconds + inference + all.frontendSeconds),
    ...histogram('request_queue_time_seconds', leaving, all.queueSeconds),
    ...histogram('request_prefill_time_seconds', leaving, all.prefillSeconds),
    ...histogram('request_decode_time_seconds', leaving, decode),
    ...histogram('request_inference_time_seconds', leaving, inference),
    ...(all.drafts && {
      ...counter('spec_decode_num_drafts', all.drafts.perSecond),
      ...counter('spec_decode_num_draft_tokens', all.drafts.perSecond * all.drafts.tokens),
      ...counter('spec_decode_num_accepted_tokens', all.drafts.perSecond * all.drafts.accepted),
    }),
    ...(all.cacheConfig && gauge('cache_config_info', '1x10', all.cacheConfig)),
    ...series,
  };
  const present = Object.entries(samples).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { series: Object.fromEntries(present), everySeconds: SECONDS / SCRAPES, target };
}

/** With a hundredth at `slowest`, where the others are so that the mean is right. */
const typical = (mean: number, slowest: number): number => (mean - 0.01 * slowest) / 0.99;

/** What an engine that does this comes to. */
export const engineAnalysis = (does: Partial<EngineDoes> = {}, settings: Partial<EngineSettings> = {}): Analysis =>
  analysisOf(windowOf(engineRun(does)), settings);

/** An engine whose hardware and model are declared, so that the cost model can say what steps would take. */
export const DECLARED: Partial<EngineSettings> = {
  deployment: {
    match: {},
    model: 'meta-llama/Llama-3.1-8B',
    hardware: { gpu: 'h100-sxm' },
    engine: { maxNumSeqs: 8, maxNumBatchedTokens: 8192 },
  },
};
