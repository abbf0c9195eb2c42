import { describe, expect, it } from 'vitest';
import { engineHung } from '../../../src/diagnosis/rules/engine-hung.ts';
import { findingOf } from '../finding-of.ts';

const STILL = { finished: {}, firstTokensPerSecond: 0, stepsPerSecond: 0 };
const COUNTERS_AT_REST = {
  ...STILL,
  finished: { stop: 0, length: 0, abort: 0, error: 0 },
};

describe('engine-hung', () => {
  it('fires where requests are shown as running and no counter moves', () => {
    const finding = findingOf(engineHung, { ...COUNTERS_AT_REST, waiting: '3x10' });
    expect(finding).toMatchObject({ state: 'fires', role: 'standstill', severity: 'critical', confidence: 'high' });
    expect(finding.message).toBe('8 run and 3 wait, but no counter has moved for 100 s');
    expect(finding.actions.map(({ knob }) => knob)).toEqual(['the engine']);
  });

  it('fires where requests wait and none runs', () => {
    expect(findingOf(engineHung, { ...COUNTERS_AT_REST, running: '0x10', waiting: '3x10' }).state).toBe('fires');
  });

  it.each([
    ['counters move', {}],
    ['nothing is in the engine', { ...COUNTERS_AT_REST, running: '0x10' }],
    ['it was empty a moment ago', { ...COUNTERS_AT_REST, running: '8x8 0 8' }],
  ])('is quiet where %s', (_, does) => {
    expect(findingOf(engineHung, does).state).toBe('quiet');
  });

  it.each(['num_requests_running', 'num_requests_waiting', 'generation_tokens_total'])(
    'cannot tell without %s',
    (name) => {
      const series = { [`vllm:${name}{engine="0",model_name="m"}`]: undefined };
      expect(findingOf(engineHung, { ...COUNTERS_AT_REST, series }).state).toBe('cannot-tell');
    },
  );
});
