// An engine as a few equations, so that the truth is known: what it takes at a load, and how much slower it was made.
import type { ComparedStep } from '../../src/comparison/index.ts';
import { normals } from './normals.ts';

export interface MadeUp {
  readonly seed: number;
  readonly steps?: number;
  /** Mean arrivals; they wander slowly. */
  readonly arrivalsPerSecond?: number;
  /** Standard deviation of that, a quarter where not given. */
  readonly wander?: number;
  /** Of the engine's times, against the usual. */
  readonly slower?: number;
  /** How alike the noise of neighbouring steps is. */
  readonly alike?: number;
  /** Standard deviation of that noise. */
  readonly noise?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly engine?: string;
}

const STEP_SECONDS = 60;
const WANDER = 0.25;

/**
 * Step = 15 ms + 0.15 ms for each request that decodes + 4 µs for each prompt token in it, times (1 + noise): so a slow step
 * also fills the batch, by Little's law. Prefill takes two steps and 20 µs a token, the front end 5 ms.
 */
export function madeUpSteps(options: MadeUp): ComparedStep[] {
  const { seed, steps = 60, arrivalsPerSecond = 10, slower = 1, alike = 0, noise = 0.03 } = options;
  const { inputTokens = 500, outputTokens = 200, engine = 'e', wander = WANDER } = options;
  const normal = normals(seed);
  const series = (likeness: number): (() => number) => {
    let value = normal();
    return () => (value = likeness * value + Math.sqrt(1 - likeness ** 2) * normal());
  };
  const wandering = series(0.8);
  const [stepNoise, prefillNoise, frontendNoise] = [series(alike), series(alike), series(alike)];
  return Array.from({ length: steps }, (_, i): ComparedStep => {
    const wanted = arrivalsPerSecond * Math.exp(wander * wandering());
    const requests = Math.max(1, Math.round(wanted * STEP_SECONDS + Math.sqrt(wanted * STEP_SECONDS) * normal()));
    const arrivals = requests / STEP_SECONDS;
    const lengthOf = (mean: number): number => mean * (1 + normal() / Math.sqrt(requests));
    const [prompt, output] = [lengthOf(inputTokens), lengthOf(outputTokens)];
    const speed = slower * Math.exp(noise * stepNoise());
    const stepSeconds = stepOf(speed, arrivals, prompt, output);
    const decoding = arrivals * output * stepSeconds;
    const prefillSeconds = (2 * stepSeconds + 20e-6 * prompt * slower) * Math.exp(noise * prefillNoise());
    const frontendSeconds = 0.005 * slower * Math.exp(noise * frontendNoise());
    const ttftSeconds = prefillSeconds + frontendSeconds;
    return {
      engine,
      model: 'm',
      startAtSeconds: i * STEP_SECONDS,
      endAtSeconds: (i + 1) * STEP_SECONDS,
      seconds: STEP_SECONDS,
      isRestarted: false,
      measures: {
        arrivalsPerSecond: arrivals,
        firstTokensPerSecond: arrivals,
        completionsPerSecond: arrivals,
        promptTokensPerSecond: arrivals * prompt,
        computedPromptTokensPerSecond: arrivals * prompt,
        generationTokensPerRequest: output,
        prefixCacheHitRatio: 0,
        requestsWaiting: 0,
        requestsInSystem: decoding + arrivals * ttftSeconds,
        residentTokens: decoding * (prompt + output / 2),
        stepsPerSecond: 1 / stepSeconds,
        decodeRequestsPerStep: decoding,
        littleDecodingRequests: decoding,
        itlSeconds: stepSeconds,
        queueSeconds: 20e-6,
        prefillSeconds,
        frontendSeconds,
        ttftSeconds,
        tpotSeconds: stepSeconds,
        e2eSeconds: ttftSeconds + output * stepSeconds,
      },
    };
  });
}

/** Solves step = speed · (a + b · arrivals · output · step + c · arrivals · prompt · step), which is linear in it. */
function stepOf(speed: number, arrivals: number, prompt: number, output: number): number {
  const perSecond = 0.15e-3 * arrivals * output + 4e-6 * arrivals * prompt;
  return (speed * 15e-3) / (1 - speed * perSecond);
}
