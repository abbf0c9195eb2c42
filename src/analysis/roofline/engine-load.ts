import { increaseOf, type Window } from '../../metrics/window/index.ts';
import { unknown, type Unknown } from '../../quantities/index.ts';
import type { DecodeBatch } from '../../roofline/index.ts';
import { isUnknown, observations } from '../engine-window.ts';
import type { Measures } from '../measures.ts';

/** What an engine did in a second of the window, in the terms of the cost model. */
export interface EngineLoad {
  /** Steps in which somebody decoded, and who did in each. */
  readonly decodeStepsPerSecond: number;
  readonly decode: DecodeBatch;
  readonly promptsPerSecond: number;
  /** Of a prompt: computed, and found in the prefix cache. */
  readonly computedTokens: number;
  readonly cachedTokens: number;
  /** The chance that a prompt shares its step with a decoding request. */
  readonly sharedRatio: number;
  /** Share of the time in which a step ran. */
  readonly busyRatio: number;
  /** Mean time between the tokens of a request; undefined where nobody decoded. */
  readonly stepSeconds: number | undefined;
}

const NEEDED = [
  'firstTokensPerSecond',
  'promptTokensPerSecond',
  'computedPromptTokensPerSecond',
  'promptTokensPerRequest',
  'generationTokensPerRequest',
  'littleDecodingRequests',
  'stepsPerSecond',
  'busyRatio',
] as const satisfies readonly (keyof Measures)[];

/**
 * From counters and means alone, so the load is exact but for three things:
 *
 * - context: prompt and half of the output of finished requests, the mean over the life of requests of like length;
 * - which steps decode: a step without a token is not counted by vLLM, and those that only end a prompt are taken to be
 *   prompts/s · e^(−decoding), the chance that nobody decodes when requests come independently (Poisson);
 * - busy: see steps.ts.
 */
export function engineLoad(window: Window, measures: Pick<Measures, (typeof NEEDED)[number]>): EngineLoad | Unknown {
  const value: Partial<Record<(typeof NEEDED)[number], number>> = {};
  for (const id of NEEDED) {
    const measured = measures[id];
    if (!measured.known) return measured;
    value[id] = measured.value;
  }
  const of = (id: (typeof NEEDED)[number]): number => value[id] ?? Number.NaN;
  const promptsPerSecond = of('firstTokensPerSecond');
  const decoding = observations(window, 'itlSeconds');
  const pairs = isUnknown(decoding) ? 0 : decoding.count;
  if (pairs === 0 && promptsPerSecond === 0) return unknown('no-traffic', ['a token']);

  const sharedRatio = -Math.expm1(-of('littleDecodingRequests'));
  const decodeStepsPerSecond = Math.max(0, of('stepsPerSecond') - promptsPerSecond * (1 - sharedRatio));
  const drafted = pairs > 0 ? (increaseOf(window, 'draftTokens') ?? 0) / pairs : 0;
  const perPrompt = (tokensPerSecond: number): number =>
    promptsPerSecond > 0 ? Math.max(0, tokensPerSecond) / promptsPerSecond : 0;
  return {
    decodeStepsPerSecond,
    decode: {
      requests: decodeStepsPerSecond > 0 ? pairs / window.seconds / decodeStepsPerSecond : 0,
      contextTokens: of('promptTokensPerRequest') + of('generationTokensPerRequest') / 2,
      tokensPerRequest: 1 + drafted,
    },
    promptsPerSecond,
    computedTokens: perPrompt(of('computedPromptTokensPerSecond')),
    cachedTokens: perPrompt(of('promptTokensPerSecond') - of('computedPromptTokensPerSecond')),
    sharedRatio,
    busyRatio: of('busyRatio'),
    stepSeconds: isUnknown(decoding) ? undefined : decoding.sum / decoding.count,
  };
}
