import { formatQuantity } from '../quantities/index.ts';
import { chooseCovariates } from './choose-covariates.ts';
import type { ComparedStep } from './compared-step.ts';
import type { Estimate } from './estimate.ts';
import { feedbackOf } from './feedback.ts';
import { fitResponse } from './fit-response.ts';
import { COVARIATES, overlapOf, type CovariateId } from './load.ts';
import { otherLoads, partly, tooFewSteps } from './not-comparable.ts';
import { observedIn } from './observed.ts';
import type { Response } from './responses.ts';
import { SIDES, ofSides, type OfSides } from './side.ts';

/** How many steps stand behind an effect, and why others do not. */
export interface StepCounts {
  readonly used: OfSides<number>;
  /** Fewer requests than a mean is worth, or a number missing. */
  readonly tooFew: OfSides<number>;
  /** Under a load that the other side has not seen. */
  readonly otherLoad: OfSides<number>;
}

export type ResponseEffect = Told | Untold;

interface Told {
  readonly estimate: Estimate;
  readonly counts: StepCounts;
  /** The load that A and B are compared at. */
  readonly heldAgainst: readonly string[];
  readonly notes: readonly string[];
}

interface Untold {
  readonly estimate: undefined;
  readonly counts: StepCounts | undefined;
  readonly reason: string;
}

/** A choice: more than two for each of the blocks that tell how far it is off. */
const FEWEST_STEPS = 12;

/** A choice: a fifth of the usual threshold. */
const WORTH_SAYING = 0.01;

/** By what factor a response is another in B at equal load, or why nobody can tell. */
export function responseEffect(response: Response, steps: OfSides<readonly ComparedStep[]>): ResponseEffect {
  const [main, ...others] = response.covariates;
  const isKnown = (id: CovariateId): boolean =>
    SIDES.every((side) => steps[side].some((step) => COVARIATES[id].of(step) !== undefined));
  const covariates = [main, ...others.filter(isKnown)];
  const observed = ofSides((side) => steps[side].flatMap((step) => observedIn(step, response, covariates) ?? []));
  const overlap = overlapOf(observed);
  const { kept } = overlap;
  const counts: StepCounts = {
    used: ofSides((side) => kept[side].length),
    tooFew: ofSides((side) => steps[side].length - observed[side].length),
    otherLoad: ofSides((side) => observed[side].length - kept[side].length),
  };
  const cannot = (reason: string): Untold => ({ estimate: undefined, counts, reason });
  const isShort = (of: OfSides<readonly unknown[]>): boolean => SIDES.some((side) => of[side].length < FEWEST_STEPS);
  if (isShort(observed)) return cannot(tooFewSteps(response, steps, observed, FEWEST_STEPS));
  if (isShort(kept)) return cannot(otherLoads(covariates, observed, overlap, FEWEST_STEPS));
  const { kept: columns, implied } = chooseCovariates([...kept.a, ...kept.b].map(({ loads }) => loads));
  const isPaired = haveSameEngines(steps);
  const fit = fitResponse(kept, { columns, isPaired });
  if (!fit) return cannot('the load all but tells A from B by itself, so that nothing is left to compare');
  const titleOf = (i: number): string => COVARIATES[covariates[i] ?? main].title;
  const batch = columns.find((i) => covariates[i] === 'decodeRequestsPerStep');
  const bias = batch === undefined ? 0 : feedbackOf(kept, batch);
  return {
    estimate: { ...fit.effect, bias },
    counts,
    heldAgainst: columns.map(titleOf),
    notes: [
      ...others.filter((id) => !isKnown(id)).map((id) => `${COVARIATES[id].title} is not known`),
      ...implied.map((i) => `${titleOf(i)} goes with the others and is left out`),
      ...partly(kept, observed),
      ...(isPaired ? [] : ['A and B are not the same engines: what differs between machines is in it, too']),
      ...(Math.abs(bias) < WORTH_SAYING ? [] : [`slow steps fill the batches themselves, which may ${bias > 0 ? 'hide' : 'feign'} ${formatQuantity(Math.expm1(Math.abs(bias)), 'ratio')} of it, however long they are observed`]), // prettier-ignore
    ],
  };
}

function haveSameEngines(steps: OfSides<readonly ComparedStep[]>): boolean {
  const [a, b] = SIDES.map((side) => new Set(steps[side].map(({ engine }) => engine)));
  return a !== undefined && a.size === b?.size && [...a].every((engine) => b.has(engine));
}
