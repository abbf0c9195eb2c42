import { diagnose } from '../../../src/diagnosis/index.ts';
import type { Scenario } from './scenario.ts';

/** What the rules say of a scenario, beside what is true. */
export interface Judged {
  readonly scenario: Scenario;
  readonly boundBy: string;
  readonly fires: readonly string[];
  readonly critical: readonly string[];
  /** Rules that had to fire and did not, and rules that broke. */
  readonly missing: readonly string[];
  readonly broken: readonly string[];
}

export function judged(scenario: Scenario): Judged {
  const { analysis, replicas } = scenario.observe();
  const { verdict, findings } = diagnose(analysis, { replicas, before: undefined });
  const firing = findings.filter(({ state }) => state === 'fires');
  const fires = firing.map(({ id }) => id);
  return {
    scenario,
    boundBy: verdict.boundBy,
    fires,
    critical: firing.filter(({ severity }) => severity === 'critical').map(({ id }) => id),
    missing: scenario.fires.filter((id) => !fires.includes(id)),
    broken: findings.filter(({ state }) => state === 'failed').map(({ id, message }) => `${id}: ${message}`),
  };
}

/** It names what limits the engine, and all that had to fire does. */
export const isRight = ({ scenario, boundBy, missing }: Judged): boolean =>
  boundBy === scenario.boundBy && missing.length === 0;
