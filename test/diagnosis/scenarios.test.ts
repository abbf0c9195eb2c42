import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/index.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { drawn } from './scenarios/drawn.ts';
import { isRight, judged } from './scenarios/judged.ts';

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

describe.each(SCENARIOS)('$name', (scenario) => {
  it(`is bound by ${scenario.boundBy}`, () => {
    const { boundBy, missing, broken, critical } = judged(scenario);
    expect({ boundBy, missing, broken }).toEqual({ boundBy: scenario.boundBy, missing: [], broken: [] });
    if (scenario.isHealthy) expect(critical).toEqual([]);
  });
});

describe('engines drawn at random', () => {
  const all = drawn(20).map(judged);

  it.each([...new Set(all.map(({ scenario }) => scenario.boundBy))])('that are bound by %s are found out', (cause) => {
    const those = all.filter(({ scenario }) => scenario.boundBy === cause);
    expect(those).toHaveLength(20);
    expect(those.flatMap(({ broken }) => broken)).toEqual([]);
    expect(those.filter(isRight).length).toBeGreaterThanOrEqual(0.95 * those.length);
    if (cause === 'arrivals') expect(those.flatMap(({ critical }) => critical)).toEqual([]);
  });
});
