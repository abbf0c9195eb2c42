import type { Unit } from '../quantities/index.ts';
import { quotient, type ComparedStep } from './compared-step.ts';
import { SIDES, ofSides, type OfSides } from './side.ts';

/** A part of the load, which a response is held against. */
export interface Covariate {
  readonly title: string;
  readonly unit: Unit;
  readonly of: (step: ComparedStep) => number | undefined;
}

/** All that any response is held against. */
export const COVARIATES = {
  decodeRequestsPerStep: {
    title: 'requests decoding per step',
    unit: 'requestsPerStep',
    of: ({ measures }) => measures.decodeRequestsPerStep,
  },
  promptTokensPerStep: {
    title: 'prompt tokens computed per step',
    unit: 'tokensPerStep',
    of: ({ measures }) => quotient(measures.computedPromptTokensPerSecond, measures.stepsPerSecond),
  },
  residentTokens: { title: 'tokens in the KV cache', unit: 'tokens', of: ({ measures }) => measures.residentTokens },
  arrivalsPerSecond: {
    title: 'arrivals',
    unit: 'requestsPerSecond',
    of: ({ measures }) => measures.arrivalsPerSecond,
  },
  computedPromptTokensPerRequest: {
    title: 'prompt tokens computed per request',
    unit: 'tokensPerRequest',
    // Where it is not told what came from a cache, whole prompts.
    of: ({ measures }) =>
      quotient(measures.computedPromptTokensPerSecond ?? measures.promptTokensPerSecond, measures.firstTokensPerSecond),
  },
  generationTokensPerRequest: {
    title: 'output length',
    unit: 'tokensPerRequest',
    of: ({ measures }) => measures.generationTokensPerRequest,
  },
} as const satisfies Readonly<Record<string, Covariate>>;

export type CovariateId = keyof typeof COVARIATES;

/** Where nine of ten steps are. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

const EDGE_SHARE = 0.05;
/** A choice: so far beyond what a side has seen, what holds inside is believed. */
const REACH_RATIO = 0.1;

/** From the value that one in twenty is below to the one that one in twenty is above. */
export function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(EDGE_SHARE), high: at(1 - EDGE_SHARE) };
}

/** The loads that both sides have seen; empty (low above high) where there are none. */
export const commonRange = ({ a, b }: OfSides<Range>): Range => ({
  low: Math.max(a.low, b.low) * (1 - REACH_RATIO),
  high: Math.min(a.high, b.high) * (1 + REACH_RATIO),
});

/** Something with the load that it was under. */
export interface Loaded {
  readonly loads: readonly number[];
}

/** What is left for a comparison. */
export interface Overlap<Item extends Loaded> {
  readonly kept: OfSides<readonly Item[]>;
  /** By covariate, of each side. */
  readonly ranges: readonly OfSides<Range>[];
}

/** What was under a load that both sides have seen: nothing is said about other loads, where a line would only be prolonged. */
export function overlapOf<Item extends Loaded>(items: OfSides<readonly Item[]>): Overlap<Item> {
  const count = Math.max(...SIDES.map((side) => items[side][0]?.loads.length ?? 0));
  const ranges = Array.from({ length: count }, (_, i) =>
    ofSides((side) => rangeOf(items[side].map(({ loads }) => loads[i] ?? Number.NaN))),
  );
  const common = ranges.map(commonRange);
  const isInside = ({ loads }: Item): boolean =>
    loads.every((load, i) => load >= (common[i]?.low ?? Number.NaN) && load <= (common[i]?.high ?? Number.NaN));
  return { kept: ofSides((side) => items[side].filter(isInside)), ranges };
}
