import { expect, it } from 'vitest';
import type { ReportedMeasure } from '../../src/report/index.ts';
import { whatIsUnknown } from '../../src/report/what-is-unknown.ts';

const undeclared = (missing: string): ReportedMeasure => ({ known: false, reason: 'not-declared', missing: [missing] });
const DECLARED = { maxNumBatchedTokens: 1024 };
const known: ReportedMeasure = { known: true, value: 1, unit: 'seconds', annotations: [] };

it('measures are gathered by their reason', () => {
  const off: ReportedMeasure = { known: false, reason: 'feature-off', missing: ['--x'] };
  const { measures } = whatIsUnknown({
    declared: DECLARED,
    measures: { queueSeconds: off, e2eSeconds: known, prefillSeconds: off },
  });
  expect(measures).toEqual([['off; needs --x', ['queue', 'prefill']]]);
});

it('what is only not declared has a flag that tells, each once', () => {
  const measures = {
    a: undeclared('deployments[].hardware.gpu in ridgeline.yaml'),
    b: undeclared('deployments[].hardware.gpu in ridgeline.yaml'),
    c: undeclared('objectives[].e2eSeconds in ridgeline.yaml'),
    d: undeclared('something else'),
  };
  expect(whatIsUnknown({ declared: DECLARED, measures }).flags).toEqual(['--gpu NAME', '--e2e 30']);
});

it('the budget of a step is known only where it is declared', () => {
  const { measures, flags } = whatIsUnknown({ declared: {}, measures: {} });
  expect(measures).toEqual([
    ['not declared; set deployments[].engine.maxNumBatchedTokens in ridgeline.yaml', ['step tokens']],
  ]);
  expect(flags).toEqual(['--max-num-batched-tokens N']);
});

it('any objective is enough to have one', () => {
  const measures = {
    a: undeclared('objectives[] in ridgeline.yaml, or --ttft, --tpot, --e2e'),
    b: undeclared('objectives[].ttftSeconds in ridgeline.yaml'),
  };
  expect(whatIsUnknown({ declared: DECLARED, measures }).flags).toEqual(['--ttft 0.5 --tpot 0.05']);
});

it('rules that cannot judge are unknown, too', () => {
  const finding = { id: 'x', title: 'x', role: 'limit', severity: 'warning', message: 'needs y' } as const;
  const states = ['fires', 'quiet', 'cannot-tell', 'failed'] as const;
  const findings = states.map((state) => ({ ...finding, state }));
  expect(whatIsUnknown({ declared: DECLARED, measures: {}, findings }).rules.map(({ state }) => state)).toEqual([
    'cannot-tell',
    'failed',
  ]);
});
