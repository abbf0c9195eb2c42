import type { MeasureId } from '../analysis/index.ts';
import { formatMeasured, formatQuantity, formatUnknown } from '../quantities/index.ts';
import type { EngineReport, ReportedMeasure } from './schema.ts';
import { NO_BUDGET } from './what-is-unknown.ts';

/** One limit of the engine and how much of it is used. */
export interface Limit {
  readonly name: string;
  /** The rule that finds it binding. */
  readonly rule: string;
  /** Undefined when the limit is not known; `text` then says what would tell. */
  readonly usedRatio: number | undefined;
  /** The most that was used at any scrape, where that is known. */
  readonly mostRatio?: number | undefined;
  /** Used up, with something waiting for it. */
  readonly full: boolean;
  readonly text: string;
  /** The evidence in a few words, for the first line. */
  readonly brief: string;
}

// A cache this full turns requests away: vLLM keeps a little back and counts in whole blocks.
const KV_CACHE_FULL = 0.95;

/** What can stop an engine from admitting or stepping faster, as far as its metrics and the settings tell. */
export function limitsOf(engine: EngineReport): Limit[] {
  const measure = (id: MeasureId) => engine.measures[id];
  return [sequenceSlots(engine, measure), kvCache(measure), stepTokens(engine, measure)];
}

// Reading the cache is reading memory, too.
const SAME_LIMIT: Readonly<Record<string, string>> = { 'kv-bandwidth-bound': 'weight-bandwidth-bound' };

/** The one that binds: by the verdict, or the first that is full where nobody asked for one. */
export function bindingOf(limits: readonly Limit[], { verdict }: Pick<EngineReport, 'verdict'>): Limit | undefined {
  const bound = verdict && (SAME_LIMIT[verdict.boundBy] ?? verdict.boundBy);
  return limits.find(({ rule, full }) => (bound === undefined ? full : rule === bound));
}

const SEQUENCE_SLOTS = { name: 'sequence slots', rule: 'sequence-cap' } as const;
const KV_CACHE = { name: 'KV cache', rule: 'kv-cache-capacity' } as const;
const STEP_TOKENS = { name: 'step tokens', rule: 'prefill-token-budget' } as const;

const UNKNOWN = { usedRatio: undefined, full: false, brief: 'unknown' } as const;

type Look = (id: MeasureId) => ReportedMeasure | undefined;

function sequenceSlots(engine: EngineReport, measure: Look): Limit {
  const cap = measure('sequenceCap');
  const running = measure('requestsRunning');
  const most = measure('requestsRunningMax');
  if (!cap?.known || !running?.known || !most?.known) return { ...SEQUENCE_SLOTS, ...UNKNOWN, text: reason(cap) };
  const waiting = measure('requestsWaitingMax');
  const inferred = engine.annotations.some(({ id }) => id === 'cap-inferred');
  return {
    ...SEQUENCE_SLOTS,
    usedRatio: running.value / cap.value,
    mostRatio: most.value / cap.value,
    brief: `${formatMeasured(most)} of ${formatMeasured(cap)} running${waiting?.known && waiting.value > 0 ? ` while up to ${formatMeasured(waiting)} wait` : ''}`,
    full: most.value >= cap.value && waiting?.known === true && waiting.value > 0,
    text: `${formatMeasured(running)} of ${formatMeasured(cap)}, at most ${formatMeasured(most)}${inferred ? ' (inferred)' : ''}`,
  };
}

function kvCache(measure: Look): Limit {
  const most = measure('kvCacheUsageRatioMax');
  const used = measure('kvCacheUsageRatio');
  if (!most?.known || !used?.known) return { ...KV_CACHE, ...UNKNOWN, text: reason(most) };
  const capacity = measure('kvCacheCapacityTokens');
  const preempted = measure('preemptionsPerSecond');
  const waiting = measure('requestsWaitingMax');
  const wanted = [preempted, waiting].some((wish) => wish?.known === true && wish.value > 0);
  return {
    ...KV_CACHE,
    usedRatio: used.value,
    mostRatio: most.value,
    brief: `used up to ${formatMeasured(most)}`,
    full: most.value >= KV_CACHE_FULL && wanted,
    text: [
      `at most ${formatMeasured(most)}`,
      capacity?.known ? ` of ${formatMeasured(capacity)}` : '',
      preempted?.known && preempted.value > 0 ? `; ${formatMeasured(preempted)} preempted` : '',
    ].join(''),
  };
}

function stepTokens(engine: EngineReport, measure: Look): Limit {
  const budget = engine.declared.maxNumBatchedTokens;
  const tokens = measure('tokensPerStep');
  if (budget === undefined) {
    return { ...STEP_TOKENS, ...UNKNOWN, text: reason(NO_BUDGET) };
  }
  if (!tokens?.known) return { ...STEP_TOKENS, ...UNKNOWN, text: reason(tokens) };
  // A mean over steps of very different sizes: never evidence that the budget is used up.
  return {
    ...STEP_TOKENS,
    usedRatio: tokens.value / budget,
    brief: `${formatQuantity(tokens.value / budget, 'ratio')} on average`,
    full: false,
    text: `${formatMeasured(tokens)} of ${formatQuantity(budget, 'tokens')} on average`,
  };
}

const reason = (measured: ReportedMeasure | undefined): string =>
  measured && !measured.known ? formatUnknown(measured.reason, measured.missing) : 'unknown';
