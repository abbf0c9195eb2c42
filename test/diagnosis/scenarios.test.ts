import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/index.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { isRight, judged } from './scenarios/judged.ts';
import { KNOWN_WRONG } from './scenarios/known-wrong.ts';

const CAUSES = [
  'sequence-cap',
  'kv-cache-capacity',
  'prefill-token-budget',
  'arrival-overload',
  'deferred-admission',
  'frontend-bound',
  'engine-hung',
  'engine-asleep',
];
const FINDINGS = [...CAUSES, 'stale-gauges', 'error-finishes', 'client-aborts', 'replica-imbalance'];

describe('the scenarios', () => {
  it('are many of each kind, by names of their own', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
    const counts = (has: (scenario: (typeof SCENARIOS)[number]) => boolean): number => SCENARIOS.filter(has).length;
    expect(counts(({ isHealthy }) => isHealthy)).toBeGreaterThanOrEqual(30);
    for (const id of CAUSES) expect([id, counts(({ boundBy }) => boundBy === id) >= 5]).toEqual([id, true]);
    for (const id of FINDINGS) expect([id, counts(({ fires }) => fires.includes(id)) >= 5]).toEqual([id, true]);
  });

  it('speak of rules that there are', () => {
    const ids = new Set([...RULES.map(({ id }) => id), 'arrivals', 'unknown']);
    const named = SCENARIOS.flatMap(({ boundBy, fires }) => [boundBy, ...fires]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe.each(SCENARIOS.filter(({ name }) => !(name in KNOWN_WRONG)))('$name', (scenario) => {
  it(`is bound by ${scenario.boundBy}`, () => {
    const { boundBy, missing, broken, critical } = judged(scenario);
    expect({ boundBy, missing, broken }).toEqual({ boundBy: scenario.boundBy, missing: [], broken: [] });
    if (scenario.isHealthy) expect(critical).toEqual([]);
  });
});

// After the others, which leave little of the work.
describe('the scenarios that are known to be wrong', () => {
  it('are wrong, no others are, and they are few', () => {
    const all = SCENARIOS.map(judged);
    expect(all.flatMap(({ broken }) => broken)).toEqual([]);
    const wrong = all.filter((each) => !isRight(each)).map(({ scenario }) => scenario.name);
    expect(wrong.sort()).toEqual(Object.keys(KNOWN_WRONG).sort());
    expect(wrong.length).toBeLessThanOrEqual(0.05 * SCENARIOS.length);
  });
});
