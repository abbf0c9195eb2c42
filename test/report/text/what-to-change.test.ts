import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../../src/report/text/paint.ts';
import { whatToChange } from '../../../src/report/text/what-to-change.ts';
import type { EngineReport } from '../../../src/report/index.ts';
import { windowOf } from '../../build-page.ts';
import { engineRun } from '../../diagnosis/engine-run.ts';
import { reportOf } from '../build-report.ts';

type Finding = NonNullable<EngineReport['findings']>[number];
type Action = NonNullable<Finding['actions']>[number];
type Then = NonNullable<Action['predicts'][number]['then']>;

const known = (bounds: { readonly low?: number; readonly high?: number }): Then => ({
  known: true,
  value: 0.042,
  unit: 'seconds',
  annotations: [],
  ...bounds,
});

const ACTION: Action = {
  knob: '--max-num-seqs',
  change: 'raise',
  to: 32,
  mechanism: 'Those that wait are admitted.',
  predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
  sideEffect: 'Longer steps.',
  rollback: 'Restart.',
  refutedBy: 'Nothing moves.',
};

const finding = (what: Partial<Finding> = {}): Finding => ({
  id: 'sequence-cap',
  title: 'Every slot is taken',
  role: 'limit',
  severity: 'critical',
  state: 'fires',
  message: '8 of 8 slots are taken',
  evidence: {},
  objections: [],
  actions: [],
  confidence: 'high',
  ...what,
});

function shown(...findings: Finding[]): string[] {
  const [engine] = reportOf([windowOf(engineRun())]).engines;
  if (!engine) throw new Error('unreachable: the run has an engine');
  return whatToChange({ ...engine, findings }, PLAIN);
}

const firstAction = (action: Partial<Action>): string[] => shown(finding({ actions: [{ ...ACTION, ...action }] }));

describe('what to change', () => {
  it('says what is at stake, and how sure that is where it is not', () => {
    const atStake = { measure: 'ttftSeconds', amount: { ...known({}), value: 51.7 }, ratio: 0.909 };
    const doubt = { claim: 'the cache is full, too', found: 'yes' } as const;
    expect(shown(finding({ atStake }))[1]).toBe('    at stake: 51.7 s of TTFT (90.9 %)');
    expect(shown(finding({ atStake, confidence: 'medium', objections: [doubt] }))[1]).toBe(
      '    at stake: 51.7 s of TTFT (90.9 %); confidence medium; the cache is full, too',
    );
    expect(shown(finding())).toHaveLength(1);
  });

  it('is nothing where nothing fires, or nobody asked', () => {
    expect(shown(finding({ state: 'quiet' }), finding({ state: 'cannot-tell' }))).toEqual([]);
    const [engine] = reportOf([windowOf(engineRun())]).engines;
    expect(engine && whatToChange(engine, PLAIN)).toEqual([]);
  });

  it('is what fires, in the order it comes in, and in a line at the end what is only worth knowing', () => {
    const lines = shown(
      finding({ id: 'note', severity: 'info', message: 'it is so' }),
      finding(),
      finding({
        id: 'churn',
        severity: 'warning',
        message: 'they are evicted',
        explainedBy: 'sequence-cap',
        actions: [ACTION],
      }),
    );
    expect(lines).toEqual([
      'critical  sequence-cap: 8 of 8 slots are taken',
      'warning  churn (follows from sequence-cap): they are evicted',
      'info  note: it is so',
    ]);
  });

  it('says how sure it is where that is less than sure, and why', () => {
    const objections: Finding['objections'] = [
      { claim: 'the cache is full, too', found: 'yes' },
      { claim: 'the window is short', found: 'no' },
      { claim: 'clients hang up', found: 'unknown' },
    ];
    expect(shown(finding({ confidence: 'medium', objections }))).toEqual([
      'critical  sequence-cap: 8 of 8 slots are taken',
      '    confidence medium; the cache is full, too',
    ]);
    expect(shown(finding({ confidence: 'medium' }))).toContain('    confidence medium');
  });

  it('names the first thing to do, how it works and what it moves', () => {
    const then = known({ low: 0.038, high: 0.046 });
    const predicts = [...ACTION.predicts, { measure: 'itlSeconds', direction: 'rises', then } as const];
    const lines = shown(
      finding({
        actions: [
          { ...ACTION, predicts },
          { ...ACTION, knob: 'replicas' },
        ],
      }),
    );
    expect(lines.slice(1, 3)).toEqual(['    → raise --max-num-seqs to 32', '      Those that wait are admitted.']);
    expect(lines[3]).toMatch(/^ {6}\S.* ↓, \S.* ↑ to 42 ms \(38–46 ms\)$/);
    expect(lines).toHaveLength(4);
  });

  it.each([
    ['without a target', { knob: 'replicas', change: 'add', to: undefined }, '→ add replicas'],
    ['with a word', { knob: '--kv-cache-dtype', change: 'set', to: 'fp8' }, '→ set --kv-cache-dtype to fp8'],
    ['that is only to be done', { knob: 'look at the log', change: 'do', to: undefined }, '→ look at the log'],
  ] as const)('words advice %s', (_, action, words) => {
    expect(firstAction(action)[1]?.trim()).toBe(words);
  });

  it.each([
    ['rises', '↑'],
    ['falls', '↓'],
    ['narrows', '→|←'],
  ] as const)('shows that a measure %s', (direction, arrow) => {
    const lines = firstAction({ predicts: [{ measure: 'itlSeconds', direction }] });
    expect(lines.at(-1)?.endsWith(` ${arrow}`)).toBe(true);
  });

  it.each([
    ['is one value', {}, 'to 42 ms'],
    ['has one side', { low: 0.03 }, 'to 42 ms (≥ 30 ms)'],
  ])('shows a prediction that %s', (_, bounds, words) => {
    const lines = firstAction({ predicts: [{ measure: 'itlSeconds', direction: 'rises', then: known(bounds) }] });
    expect(lines.at(-1)).toMatch(new RegExp(`↑ ${words.replace(/[()]/g, '\\$&')}$`));
  });
});
