import { describe, expect, it } from 'vitest';
import { unresolvedPercentiles } from '../../../src/diagnosis/rules/unresolved-percentiles.ts';
import { engineAnalysis } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const label = (name: string, further = ''): string => `vllm:${name}{engine="0",model_name="m"${further}}`;
const bucket = (le: string): string => label('time_to_first_token_seconds_bucket', `,le="${le}"`);
const promising = (objective: Record<string, number>) => ({ settings: { objective: { match: {}, ...objective } } });

/** Of 20 first tokens between two scrapes so many take at most 0.1 s and all at most 0.25 s. */
const within = (quick: number) => ({
  series: {
    ...Object.fromEntries(['0.04', '0.06', '0.08'].map((le) => [bucket(le), '0x10'])),
    [bucket('0.1')]: `0+${quick}x10`,
  },
});

describe('unresolved-percentiles', () => {
  it('fires where an objective cuts a bucket that holds many', () => {
    // 12 of 20 within 0.1 s, all within 0.25 s; 0.2 s lies between.
    const finding = findingOf(unresolvedPercentiles, within(12), promising({ ttftSeconds: 0.2 }));
    expect(finding).toMatchObject({ state: 'fires', role: 'instrument', severity: 'info', confidence: 'high' });
    expect(finding.message).toBe(
      'Between 60 % and 100 % of the requests met the objective of 200 ms for the time to first token: it lies inside a bucket, and more cannot be known',
    );
    expect(finding.evidence['apart']).toMatchObject({ measured: { value: 0.4 }, bound: { value: 0.1 } });
  });

  it.each([
    ['on an edge', within(12), { ttftSeconds: 0.25 }, 'quiet'],
    // 17.9 of 20: 89.5 % to 100 %.
    ['in a bucket that holds just over a tenth', within(17.9), { ttftSeconds: 0.2 }, 'fires'],
    ['just under it', within(18.1), { ttftSeconds: 0.2 }, 'quiet'],
    ['that was kept for sure', within(12), { ttftSeconds: 0.2, share: 0.6 }, 'quiet'],
    ['that may have been kept', within(12), { ttftSeconds: 0.2, share: 0.61 }, 'fires'],
    ['that is missed for sure', within(12), { ttftSeconds: 0.09, share: 0.61 }, 'quiet'],
    ['where nobody asked', { finished: { stop: 0 }, firstTokensPerSecond: 0 }, { ttftSeconds: 0.2 }, 'quiet'],
    ['that is not declared', within(12), {}, 'quiet'],
  ])('an objective %s', (_, does, objective, state) => {
    expect(findingOf(unresolvedPercentiles, does, promising(objective)).state).toBe(state);
  });

  it('names the objective that is known least', () => {
    // All take 0.12 s and 0.035 s for each token: 0.1–0.25 s, and 0.02–0.04 s, hold all; end to end 0.12 + 99 · 0.035 = 3.6 s.
    const all = { ttftSeconds: 0.25, tpotSeconds: 0.03, e2eSeconds: 5 };
    expect(findingOf(unresolvedPercentiles, {}, promising(all)).message).toContain('time per output token');
    expect(findingOf(unresolvedPercentiles, {}, promising({ e2eSeconds: 4 })).message).toContain('end-to-end time');
  });

  it.each([
    ['the histogram', { ttftSeconds: 0.2 }],
    ['one of two, though the other is an edge', { ttftSeconds: 0.2, e2eSeconds: 5 }],
  ])('cannot tell without %s', (_, objective) => {
    const series = { [label('time_to_first_token_seconds_count')]: undefined };
    expect(findingOf(unresolvedPercentiles, { series }, promising(objective)).state).toBe('cannot-tell');
  });

  it('still fires on an objective that is known while another is not', () => {
    const series = { [label('time_to_first_token_seconds_count')]: undefined };
    const finding = findingOf(unresolvedPercentiles, { series }, promising({ ttftSeconds: 0.2, tpotSeconds: 0.03 }));
    expect(finding.state).toBe('fires');
  });

  it('says which edge to add, and what the share is with another objective', () => {
    // Only 0.32 has this counter, and the option.
    const series = { ...within(12).series, [label('admission_rejections_total')]: '0x10' };
    expect(engineAnalysis({ series }).version).toEqual({ since: '0.32.0', until: null });
    const { actions } = findingOf(unresolvedPercentiles, { series }, promising({ ttftSeconds: 0.2 }));
    const [add, move] = actions;
    expect(add).toMatchObject({ knob: '--custom-histogram-buckets', change: 'add', to: { value: 0.2 } });
    expect(add?.mechanism).toBe(
      'An edge at 200 ms in the family time_to_first_token, beside those it has, counts what met the objective instead of bracketing it.',
    );
    const [exact] = add?.predicts ?? [];
    // The share stays what it is, and is counted instead of bracketed.
    expect(exact).toEqual({ measure: 'ttftAttainmentRatio', direction: 'narrows' });
    expect(move).toMatchObject({ predicts: [{ measure: 'ttftAttainmentRatio', then: { value: 1 } }] });
  });

  it('advises an old vLLM another objective first, and the option after an upgrade', () => {
    // What the builder writes fits 0.20 to 0.28.
    expect(engineAnalysis().version?.until).toBe('0.28.0');
    const { actions } = findingOf(unresolvedPercentiles, within(12), promising({ ttftSeconds: 0.2 }));
    expect(actions.map(({ knob }) => knob)).toEqual(['objectives of ridgeline.yaml', '--custom-histogram-buckets']);
    expect(actions[1]?.mechanism).toContain('After an upgrade');
  });

  it('takes the threshold that an operator sets', () => {
    const beside = { ...promising({ ttftSeconds: 0.2 }), overrides: { width: 0.5 } };
    expect(findingOf(unresolvedPercentiles, within(12), beside).state).toBe('quiet');
  });
});
