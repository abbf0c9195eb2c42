import { describe, expect, it } from 'vitest';
import { diagnoseFleet } from '../../src/diagnosis/index.ts';
import { derivedEvidence, measuredEvidence } from '../../src/diagnosis/evidence.ts';
import { findingReport } from '../../src/report/finding-report.ts';
import { findingSchema } from '../../src/report/finding-schema.ts';
import { reportSchema } from '../../src/report/index.ts';
import { annotation, type Known } from '../../src/quantities/index.ts';
import { analysisOf, windowOf } from '../build-page.ts';
import { DECLARED, engineAnalysis, engineRun } from '../diagnosis/engine-run.ts';
import { finding, stake } from '../diagnosis/invented.ts';
import { reportOf } from './build-report.ts';

const ENGINE = engineAnalysis();
const MEASURED: Known = {
  known: true,
  value: 6,
  low: 5,
  unit: 'requests',
  annotations: [annotation('gauge-only-sampled'), annotation('gauge-only-sampled', 'seen ten times')],
};
const WAITING = measuredEvidence('waiting', 'requestsWaiting', MEASURED, { relation: '≥', value: 1 });
const FIRES = finding('cap', {
  evidence: { waiting: WAITING, share: derivedEvidence('share', 0.5, 'ratio') },
  objections: [
    { claim: 'full, too', found: 'no', evidence: WAITING },
    { claim: 'short', found: 'unknown' },
  ],
  atStake: { ...stake(0.25), amount: MEASURED },
  explainedBy: 'cause',
  actions: [
    {
      knob: '--max-num-seqs',
      change: 'raise',
      to: { known: true, value: 32, unit: 'requests', annotations: [] },
      mechanism: 'm',
      predicts: [
        { measure: 'requestsWaiting', direction: 'falls' },
        { measure: 'itlSeconds', direction: 'rises', then: { ...MEASURED, unit: 'seconds' } },
      ],
      sideEffect: 's',
      rollback: 'r',
      refutedBy: 'x',
    },
    {
      knob: '--kv-cache-dtype',
      change: 'set',
      setting: 'fp8',
      mechanism: 'm',
      predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
      sideEffect: 's',
      rollback: 'r',
      refutedBy: 'x',
    },
  ],
});

describe('a finding in the report', () => {
  it('has numbers with bounds, the metrics they stand on and what they were compared with', () => {
    const { evidence } = findingReport(FIRES, ENGINE);
    expect(evidence?.['waiting']).toEqual({
      what: 'waiting',
      measure: 'requestsWaiting',
      metrics: ['vllm:num_requests_waiting', 'vllm:num_requests_waiting_by_reason'],
      value: 6,
      low: 5,
      unit: 'requests',
      bound: { relation: '≥', value: 1 },
    });
    expect(evidence?.['share']).toEqual({ what: 'share', measure: null, metrics: [], value: 0.5, unit: 'ratio' });
  });

  it('has what speaks against it, what is at stake, its cause and what to do', () => {
    const report = findingReport(FIRES, ENGINE);
    expect(report).toMatchObject({ confidence: 'high', explainedBy: 'cause' });
    expect(report.objections?.map(({ evidence }) => evidence?.value)).toEqual([6, undefined]);
    expect(report.atStake).toEqual({
      measure: 'ttftSeconds',
      amount: { ...MEASURED, annotations: ['gauge-only-sampled'] },
      ratio: 0.25,
    });
    expect(report.actions?.map(({ to }) => to)).toEqual([32, 'fp8']);
    const [waiting, itl] = report.actions?.[0]?.predicts ?? [];
    expect(waiting).toEqual({ measure: 'requestsWaiting', direction: 'falls' });
    expect(itl?.then).toMatchObject({ value: 6, unit: 'seconds', annotations: ['gauge-only-sampled'] });
  });

  it('is as its schema says, with nothing beside', () => {
    const written: unknown = JSON.parse(JSON.stringify(findingReport(FIRES, ENGINE)));
    expect(findingSchema.parse(written)).toEqual(written);
  });

  it.each(['quiet', 'failed'] as const)('that is %s has no more than its message', (state) => {
    const report = findingReport({ ...FIRES, state }, ENGINE);
    expect(Object.keys(report).sort()).toEqual(['id', 'message', 'role', 'severity', 'state', 'title']);
  });

  it('that cannot tell says beside its message what it misses', () => {
    const report = findingReport({ ...FIRES, state: 'cannot-tell', missing: ['a clock'] }, ENGINE);
    expect(report).toEqual({
      ...{ id: FIRES.id, title: FIRES.title, role: FIRES.role, severity: FIRES.severity, message: FIRES.message },
      ...{ state: 'cannot-tell', missing: ['a clock'] },
    });
  });

  it('has the names that metrics had in the version of the page', () => {
    const used = measuredEvidence('used', 'kvCacheUsageRatio', MEASURED);
    const metrics = (version: typeof ENGINE.version): readonly string[] | undefined =>
      findingReport(finding('x', { evidence: { used } }), { ...ENGINE, version }).evidence?.['used']?.metrics;
    expect(metrics({ since: '0.8.5', until: '0.9.1' })).toContain('vllm:gpu_cache_usage_perc');
    expect(metrics({ since: '0.20.2', until: '0.28.0' })).toContain('vllm:kv_cache_usage_perc');
    expect(metrics(null)).toContain('vllm:kv_cache_usage_perc');
  });
});

it('a report with a verdict and findings is as its schema says, through JSON and back', () => {
  const window = windowOf(engineRun({ running: '8x10', waiting: '6x10', kvCacheUsage: '0.96x10' }));
  const report = reportOf([window], { settings: DECLARED, diagnoses: diagnoseFleet([analysisOf(window, DECLARED)]) });
  const [engine] = report.engines;
  expect(engine?.verdict?.boundBy).toMatch(/^(sequence-cap|kv-cache-capacity)$/);
  expect(engine?.findings?.[0]).toMatchObject({ state: 'fires' });
  const back: unknown = JSON.parse(JSON.stringify(report));
  expect(reportSchema.parse(back)).toEqual(back);
});
