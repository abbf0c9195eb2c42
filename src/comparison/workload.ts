import { formatQuantity, sum, type Unit } from '../quantities/index.ts';
import { AMOUNTS, times, type ComparedStep } from './compared-step.ts';
import { placed, shiftOf, type ShiftVerdict } from './judge.ts';
import type { RatioInterval } from './estimate.ts';
import { byEngine } from './by-engine.ts';
import { ofSides, type OfSides } from './side.ts';
import { totalOf, totalRatio, type Part } from './total-ratio.ts';

/** Whether one property of the workload is another in B. */
export interface Shift {
  readonly id: string;
  readonly title: string;
  /** Null where it is no quantity. */
  readonly unit: Unit | null;
  /** Of each side; null where it is not known. */
  readonly a: number | string | null;
  readonly b: number | string | null;
  /** B/A; null where it is not known or either is 0. */
  readonly effect: RatioInterval | null;
  readonly verdict: ShiftVerdict;
  /** What of the verdict is not in the numbers. */
  readonly reason: string | null;
  readonly longer: number | null;
}

/** A choice: twice what is a change of the system, since a load that is so much larger is held against its like anyway. */
export const SHIFT_RATIO = 0.1;

interface Property {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly part: (step: ComparedStep) => Part | undefined;
  /** What is compared, where it is not the number that is shown. */
  readonly compared?: (part: Part) => Part;
}

const partOf = (amount: number | undefined, over: number | undefined): Part | undefined =>
  amount === undefined || over === undefined ? undefined : { amount, over };

const PROPERTIES: readonly Property[] = [
  {
    id: 'arrivalsPerSecond',
    title: 'arrivals',
    unit: 'requestsPerSecond',
    part: ({ measures, seconds }) => partOf(times(measures.arrivalsPerSecond, seconds), seconds),
  },
  {
    id: 'promptTokensPerRequest',
    title: 'prompt length',
    unit: 'tokensPerRequest',
    part: (step) => partOf(times(step.measures.promptTokensPerSecond, step.seconds), AMOUNTS.firstTokens(step)),
  },
  {
    id: 'generationTokensPerRequest',
    title: 'output length',
    unit: 'tokensPerRequest',
    part: (step) => {
      const finished = AMOUNTS.finished(step);
      // Nothing finished: no length is known, and none is missing.
      if (finished === 0) return { amount: 0, over: 0 };
      return partOf(times(step.measures.generationTokensPerRequest, finished), finished);
    },
  },
  {
    id: 'prefixCacheHitRatio',
    title: 'prompt tokens from the prefix cache',
    unit: 'ratio',
    part: (step) => {
      const prompts = times(step.measures.promptTokensPerSecond, step.seconds);
      if (prompts === 0) return { amount: 0, over: 0 };
      return partOf(times(step.measures.prefixCacheHitRatio, prompts), prompts);
    },
    // Hits of one and of two percent are the same work: what is left to compute is what counts.
    compared: ({ amount, over }) => ({ amount: over - amount, over }),
  },
];

/** Of each property the total of each side, their ratio, and whether that is beyond ±10 % for sure; all intervals hold together. */
export function workload(steps: OfSides<readonly ComparedStep[]>): Shift[] {
  const all = PROPERTIES.map((property) => {
    const shown = ofSides((side) => seriesOf(steps[side], property.part));
    const compared = ofSides((side) => shown[side].map((own) => own.map(property.compared ?? ((part) => part))));
    const values = ofSides((side) => finite(totalOf(shown[side])));
    const amounts = ofSides((side) => sum(compared[side].flat().map(({ amount }) => amount)));
    const isKnown = values.a !== null && values.b !== null;
    return { property, values, amounts, estimate: isKnown ? totalRatio(compared) : undefined };
  });
  const family = all.filter(({ estimate }) => estimate).length;
  return all.map(({ property, values, amounts, estimate }): Shift => {
    const { id, title, unit, compared } = property;
    const shown = { id, title, unit, a: values.a, b: values.b };
    if (!estimate) {
      const isThereOnce = values.a !== null && values.b !== null && appeared(amounts);
      const verdict = isThereOnce ? 'shifted' : 'cannot-tell';
      const reason = isThereOnce ? 'there on one side only' : whyNot(shown);
      return { ...shown, effect: null, verdict, reason, longer: null };
    }
    const { interval, place, longer } = placed(estimate, family, SHIFT_RATIO);
    const work = compared ? `×${formatQuantity(interval.ratio, 'count')} is left to compute` : null;
    return { ...shown, effect: interval, verdict: shiftOf(place), reason: work, longer: longer ?? null };
  });
}

const seriesOf = (steps: readonly ComparedStep[], part: Property['part']): Part[][] =>
  byEngine(steps)
    .map((own) => own.flatMap((step) => part(step) ?? []))
    .filter((own) => own.length > 0);

/** So many on one side are none on the other by no chance. Source: of a Poisson count of 10 none are seen once in 20 000 times. */
const CERTAIN = 10;

const appeared = ({ a, b }: OfSides<number>): boolean => Math.min(a, b) === 0 && Math.max(a, b) >= CERTAIN;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function whyNot({ a, b }: Pick<Shift, 'a' | 'b'>): string {
  const unseen = (['A', 'B'] as const).filter((name) => (name === 'A' ? a : b) === null);
  if (unseen.length > 0) return `${unseen.join(' and ')} ${unseen.length === 1 ? 'does' : 'do'} not say`;
  return a === 0 || b === 0 ? 'a ratio takes two numbers above 0' : 'too few steps';
}
