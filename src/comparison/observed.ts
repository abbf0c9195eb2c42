import { AMOUNTS, type ComparedStep } from './compared-step.ts';
import { COVARIATES, type CovariateId } from './load.ts';
import type { Response } from './responses.ts';

/** A response in one step of one engine, and the load it was under. */
export interface Observed {
  readonly step: ComparedStep;
  readonly engine: string;
  /** By covariate. */
  readonly loads: readonly number[];
  /** ln of the response. */
  readonly logarithm: number;
  readonly weight: number;
}

/** Undefined where it is no mean of enough, something of it is not known, or a restart lost a part of it. */
export function observedIn(
  step: ComparedStep,
  { id, over, fewest }: Response,
  covariates: readonly CovariateId[],
): Observed | undefined {
  const value = step.measures[id];
  const amount = AMOUNTS[over](step);
  const loads = covariates.flatMap((covariate) => COVARIATES[covariate].of(step) ?? []);
  if (step.isRestarted || loads.length < covariates.length) return undefined;
  if (value === undefined || value <= 0 || amount === undefined || amount < fewest) return undefined;
  // More tokens make no step time surer: they were in the same steps.
  const weight = over === 'decodedTokens' ? 1 : amount;
  return { step, engine: step.engine, loads, logarithm: Math.log(value), weight };
}
