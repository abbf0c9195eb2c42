import { MEASURES } from '../analysis/index.ts';
import { formatQuantity, type Unit } from '../quantities/index.ts';
import { AMOUNTS, times, type ComparedStep } from './compared-step.ts';
import type { RatioInterval } from './estimate.ts';
import { placed, placeOf, verdictOf, type Better, type Verdict } from './judge.ts';
import { responseEffect, type ResponseEffect, type StepCounts } from './response-effect.ts';
import { RESPONSES, type Response } from './responses.ts';
import { SIDES, ofSides, type OfSides } from './side.ts';
import { totalOf } from './total-ratio.ts';
import { SHIFT_RATIO, type Shift } from './workload.ts';

/** Whether one measure of the system got worse at equal load. */
export interface Judged {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly better: Better;
  /** Of each side, whatever its load; null where not known. */
  readonly a: number | null;
  readonly b: number | null;
  /** B/A at equal load; null where it cannot be told. */
  readonly effect: RatioInterval | null;
  readonly verdict: Verdict;
  readonly reason: string | null;
  /** How many times as much of each side would tell. */
  readonly longer: number | null;
  /** What the load was that it was held against. */
  readonly heldAgainst: readonly string[];
  readonly notes: readonly string[];
  readonly steps: StepCounts | null;
}

/** A choice: where more of the requests wait than so many, a step begins with what earlier ones left. */
const QUEUED_SHARE = 0.05;

/** Each response at equal load; all intervals hold together with 95 %. */
export function system(
  steps: OfSides<readonly ComparedStep[]>,
  shifts: readonly Shift[],
  thresholdRatio: number,
): Judged[] {
  const all = RESPONSES.map((response) => {
    const values = ofSides((side) => meanOf(steps[side], response));
    return { response, values, found: foundOf(response, steps, shifts, thresholdRatio) };
  });
  const family = all.filter(({ found }) => found.estimate).length;
  return all.map(({ response: { id }, values, found }): Judged => {
    const title = MEASURES.get(id)?.title ?? id;
    const shown = { id, title, unit: 'seconds', better: 'lower', a: values.a ?? null, b: values.b ?? null } as const;
    const steps = found.counts ?? null;
    if (!found.estimate) {
      const { reason, verdict = 'cannot-tell' } = found;
      return { ...shown, effect: null, verdict, reason, longer: null, heldAgainst: [], notes: [], steps };
    }
    const { interval, place, longer = null } = placed(found.estimate, family, thresholdRatio);
    const { heldAgainst, notes } = found;
    const verdict = verdictOf(place, 'lower');
    return { ...shown, effect: interval, verdict, reason: null, longer, heldAgainst, notes, steps };
  });
}

type Found = ResponseEffect & { readonly verdict?: Verdict };

function foundOf(
  response: Response,
  steps: OfSides<readonly ComparedStep[]>,
  shifts: readonly Shift[],
  thresholdRatio: number,
): Found {
  const without = { estimate: undefined, counts: undefined };
  const small = tooSmall(response, steps, thresholdRatio);
  if (small !== undefined) return { ...without, verdict: 'unchanged', reason: small };
  const reason = queued(response, steps, shifts) ?? late(response, steps);
  return reason === undefined ? responseEffect(response, steps) : { ...without, reason };
}

/** Σ/n over all steps, exact. */
function meanOf(steps: readonly ComparedStep[], { id, over }: Pick<Response, 'id' | 'over'>): number | undefined {
  const parts = steps.flatMap((step) => {
    const amount = AMOUNTS[over](step);
    const total = times(step.measures[id], amount);
    return total === undefined || amount === undefined ? [] : [{ amount: total, over: amount }];
  });
  const mean = totalOf([parts]);
  return Number.isFinite(mean) ? mean : undefined;
}

/** A part so small that whatever became of it, the whole did not change by more than the threshold. */
function tooSmall(
  { id, partOf, over }: Response,
  steps: OfSides<readonly ComparedStep[]>,
  thresholdRatio: number,
): string | undefined {
  if (!partOf) return undefined;
  const parts = SIDES.map((side) => meanOf(steps[side], { id, over }));
  const wholes = SIDES.map((side) => meanOf(steps[side], { id: partOf, over: 'firstTokens' }));
  const whole = Math.min(...wholes.map((each) => each ?? 0));
  if (parts.some((part) => part === undefined || part >= thresholdRatio * whole)) return undefined;
  const most = Math.max(...parts.map((part) => part ?? 0));
  return `at most ${formatQuantity(most / whole, 'ratio')} of ${MEASURES.get(partOf)?.title ?? partOf}, too little to matter`;
}

/** A queue is not a matter of the load of its step; where the arrivals are others, nobody can say what it would have been. */
function queued(
  { about }: Response,
  steps: OfSides<readonly ComparedStep[]>,
  shifts: readonly Shift[],
): string | undefined {
  const [a, b] = SIDES.map((side) => queuedShare(steps[side]));
  const isMoved = shifts.some((shift) => shift.id === 'arrivalsPerSecond' && areOthers(shift));
  if (about === 'service' || !isMoved) return undefined;
  if (a === undefined || b === undefined) {
    return 'who waits is unknown and arrivals differ, so nobody can tell whether a step begins with what earlier ones left';
  }
  if (Math.max(a, b) <= QUEUED_SHARE) return undefined;
  return `not at equal load: requests queue (${formatQuantity(a, 'ratio')} of those in A wait, ${formatQuantity(b, 'ratio')} in B) and arrivals differ, so that a step begins with what earlier ones left`;
}

/** By their totals, which are exact: a queue is of all that came, however much that varied. */
const areOthers = ({ verdict, effect }: Shift): boolean =>
  verdict === 'shifted' ||
  (effect !== null && placeOf({ ...effect, low: effect.ratio, high: effect.ratio }, SHIFT_RATIO) !== 'inside');

function queuedShare(steps: readonly ComparedStep[]): number | undefined {
  const parts = steps.flatMap(({ measures: { requestsWaiting, requestsInSystem }, seconds }) =>
    requestsWaiting === undefined || requestsInSystem === undefined
      ? []
      : [{ amount: requestsWaiting * seconds, over: requestsInSystem * seconds }],
  );
  const share = totalOf([parts]);
  return Number.isFinite(share) ? share : undefined;
}

/** What is seen at the end of a request that stayed longer than a step came in under the load of another step. */
function late({ isSeenAtEnd }: Response, steps: OfSides<readonly ComparedStep[]>): string | undefined {
  if (!isSeenAtEnd) return undefined;
  const [a, b] = SIDES.map((side) => meanOf(steps[side], { id: 'e2eSeconds', over: 'finished' }));
  if (a === undefined || b === undefined) {
    return 'how long requests stay is unknown, so nobody can tell under which load those that finish came';
  }
  const ordered = SIDES.flatMap((side) => steps[side].map(({ seconds }) => seconds)).sort(
    (left, right) => left - right,
  );
  const usual = ordered[Math.floor(ordered.length / 2)] ?? 0;
  const longest = Math.max(a, b);
  if (longest <= usual) return undefined;
  return `requests stay ${formatQuantity(longest, 'seconds')} and are seen when they finish, after the step of ${formatQuantity(usual, 'seconds')} whose load they came under; longer stretches in longer steps (--step) would tell`;
}
