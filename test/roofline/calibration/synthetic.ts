import type { CalibrationSample } from '../../../src/roofline/calibration/index.ts';
import type { Calibration } from '../../../src/roofline/cost/index.ts';

/** An affine engine: reading a seconds at the roof, multiplying b, and so many layers. */
export interface SyntheticStep {
  readonly readSeconds: number;
  readonly computeSeconds: number;
  readonly layers: number;
  readonly requests?: number;
}

export const predict = (step: SyntheticStep, calibration: Calibration): number =>
  step.readSeconds / calibration.memoryRatio +
  step.computeSeconds / calibration.computeRatio +
  step.layers * calibration.layerOverheadSeconds +
  (step.requests ?? 0) * (calibration.requestOverheadSeconds ?? 0);

/** What that engine would be measured at, with an error factor for each step. */
export const sampled = (
  steps: readonly SyntheticStep[],
  truth: Calibration,
  errorOf: (i: number) => number = () => 1,
): CalibrationSample[] =>
  steps.map((step, i) => ({
    predictSeconds: (calibration) => predict(step, calibration),
    measuredSeconds: predict(step, truth) * errorOf(i),
    ...(step.requests === undefined ? {} : { requests: step.requests }),
  }));

/** Decode steps of 70 GB of weights on 3.352 TB/s, B requests of 2,000 tokens at 320 kB, with n prompt tokens in the mean. */
export const decodeOf = (requests: number, promptTokens = 0, contextTokens = 2000): SyntheticStep => ({
  readSeconds: (70e9 + requests * contextTokens * 320e3) / 3.352e12,
  computeSeconds: (promptTokens * 2 * 70e9) / 989e12,
  layers: 80,
  requests,
});

/** Mulberry32: the same numbers in [0, 1) for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal numbers, by Box and Muller. */
export const normalOf = (random: () => number) => (): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
