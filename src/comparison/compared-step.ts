import { lawsOf, measureOf, type MeasureId } from '../analysis/index.ts';
import { identityKey, type Window } from '../metrics/window/index.ts';
import type { EngineSettings } from '../settings/index.ts';

/** What one engine did in one step, as far as it is compared. */
export interface ComparedStep {
  /** Equal exactly for the same engine. */
  readonly engine: string;
  readonly model: string | null;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly seconds: number;
  /** A process ended in it, and with it what that had counted last. */
  readonly isRestarted: boolean;
  /** The known ones of COMPARED. */
  readonly measures: Readonly<Partial<Record<MeasureId, number>>>;
}

/** The measures that loads, responses and the workload are made of. */
export const COMPARED = [
  'arrivalsPerSecond',
  'firstTokensPerSecond',
  'completionsPerSecond',
  'promptTokensPerSecond',
  'computedPromptTokensPerSecond',
  'generationTokensPerRequest',
  'prefixCacheHitRatio',
  'requestsWaiting',
  'requestsInSystem',
  'residentTokens',
  'stepsPerSecond',
  'decodeRequestsPerStep',
  'littleDecodingRequests',
  'itlSeconds',
  'queueSeconds',
  'prefillSeconds',
  'frontendSeconds',
  'e2eSeconds',
  'ttftSeconds',
  'tpotSeconds',
] as const satisfies readonly MeasureId[];

/** Works out what is compared, and nothing else: there are many steps. */
export function comparedStep(window: Window, settings: EngineSettings): ComparedStep {
  const laws = lawsOf(window, settings);
  const measures = COMPARED.flatMap((id) => {
    const measured = measureOf(laws, id);
    return measured.known ? [[id, measured.value] as const] : [];
  });
  return {
    engine: identityKey(window.engine),
    model: window.engine.model,
    startAtSeconds: window.startAtSeconds,
    endAtSeconds: window.endAtSeconds,
    seconds: window.seconds,
    isRestarted: window.quality.restarts > 0,
    measures: Object.fromEntries(measures),
  };
}

/** Amounts that measures are means over. */
export const AMOUNTS = {
  firstTokens: ({ measures, seconds }: ComparedStep) => times(measures.firstTokensPerSecond, seconds),
  finished: ({ measures, seconds }: ComparedStep) => times(measures.completionsPerSecond, seconds),
  /** By Little's law: Δitl_sum ÷ mean = Δitl_count. */
  decodedTokens: ({ measures, seconds }: ComparedStep) =>
    quotient(times(measures.littleDecodingRequests, seconds), measures.itlSeconds),
} as const;

export type Amount = keyof typeof AMOUNTS;

/** Unknown where either is. */
export const times = (value: number | undefined, factor: number | undefined): number | undefined =>
  value === undefined || factor === undefined ? undefined : value * factor;

/** Unknown where either is, or where it would be of nothing. */
export const quotient = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
