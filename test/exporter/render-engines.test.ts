import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../src/analysis/index.ts';
import { createAnnotationCounts } from '../../src/exporter/annotation-counts.ts';
import { GAUGES } from '../../src/exporter/index.ts';
import { renderEngines } from '../../src/exporter/render-engines.ts';
import type { EngineReport, ReportedMeasure } from '../../src/report/index.ts';
import { about, engineWith } from './engine.ts';
import { NO_PROMTOOL, promtoolCheck } from './promtool.ts';
import { samplesOf } from './samples.ts';

async function render(...engines: EngineReport[]): Promise<string> {
  const counts = createAnnotationCounts();
  counts.add(engines);
  return renderEngines(engines, counts);
}

const amount = (value: number, bounds: { low?: number; high?: number } = {}): ReportedMeasure => ({
  known: true,
  value,
  unit: 'seconds',
  annotations: [],
  ...bounds,
});
const UNKNOWN: ReportedMeasure = { known: false, reason: 'no-traffic', missing: [] };

const labels = { target: 't', engine: '0', model_name: 'm' };

describe('the page of a report', () => {
  it('holds the estimate, and beside it the bounds that there are', async () => {
    const page = await render(
      engineWith({
        measures: {
          queueSeconds: amount(2),
          ttftSecondsP95: amount(0.5, { low: 0.25, high: 1 }),
          arrivalsPerSecond: amount(3, { low: 3 }),
          residentTokens: amount(7, { high: 7 }),
        },
      }),
    );
    expect(samplesOf(page)).toEqual([
      { name: 'ridgeline_arrivals_per_second', labels, value: 3 },
      { name: 'ridgeline_arrivals_per_second', labels: { ...labels, bound: 'low' }, value: 3 },
      { name: 'ridgeline_queue_seconds', labels, value: 2 },
      { name: 'ridgeline_resident_tokens', labels, value: 7 },
      { name: 'ridgeline_resident_tokens', labels: { ...labels, bound: 'high' }, value: 7 },
      { name: 'ridgeline_ttft_p95_seconds', labels, value: 0.5 },
      { name: 'ridgeline_ttft_p95_seconds', labels: { ...labels, bound: 'low' }, value: 0.25 },
      { name: 'ridgeline_ttft_p95_seconds', labels: { ...labels, bound: 'high' }, value: 1 },
    ]);
  });

  it('says nothing of what is unknown, not even its name', async () => {
    const page = await render(
      engineWith({ engine: '0', measures: { queueSeconds: amount(0), ttftSeconds: UNKNOWN } }),
      engineWith({ engine: '1', measures: { queueSeconds: UNKNOWN, ttftSeconds: UNKNOWN } }),
    );
    expect(samplesOf(page)).toEqual([{ name: 'ridgeline_queue_seconds', labels, value: 0 }]);
    expect(page).not.toContain('ttft');
  });

  it('of no engine is empty', async () => {
    expect(await render()).toBe('');
  });

  it('counts annotations, and goes on showing what it counted', async () => {
    const counts = createAnnotationCounts();
    counts.add([engineWith({ annotations: about('gap', 'ramp') })]);
    counts.add([engineWith({ annotations: about('gap') })]);
    const counted = (id: string, value: number) => ({
      name: 'ridgeline_annotations_total',
      labels: { ...labels, id },
      value,
    });
    expect(samplesOf(await renderEngines([engineWith({})], counts))).toEqual([counted('gap', 2), counted('ramp', 1)]);
  });

  it('has what binds an engine, and each finding that could be judged, as it is now', async () => {
    const about = { title: 'x', role: 'limit', message: 'x' } as const;
    const verdict = { boundBy: 'cap', confidence: 'medium', summary: 'x' } as const;
    const findings: EngineReport['findings'] = [
      { ...about, id: 'cap', severity: 'critical', state: 'fires' },
      { ...about, id: 'calm', severity: 'info', state: 'quiet' },
      { ...about, id: 'blind', severity: 'warning', state: 'cannot-tell' },
      { ...about, id: 'broken', severity: 'warning', state: 'failed' },
    ];
    const found = (id: string, severity: string, value: number) => ({
      name: 'ridgeline_finding',
      labels: { ...labels, id, severity },
      value,
    });
    const bound = (id: string, confidence: string) => ({
      name: 'ridgeline_bound_by',
      labels: { ...labels, id, confidence },
      value: 1,
    });
    const page = await render(engineWith({ verdict, findings }), engineWith({ engine: '1' }));
    expect(samplesOf(page)).toEqual([bound('cap', 'medium'), found('cap', 'critical', 1), found('calm', 'info', 0)]);
    // Nothing is left of another verdict and another severity.
    const later = await render(
      engineWith({
        verdict: { ...verdict, boundBy: 'arrivals', confidence: 'high' },
        findings: [{ ...about, id: 'cap', severity: 'warning', state: 'quiet' }],
      }),
    );
    expect(samplesOf(later)).toEqual([bound('arrivals', 'high'), found('cap', 'warning', 0)]);
  });

  it('keeps the labels of a finding from those of an engine', async () => {
    const of = { severity: 's', confidence: 'c', id: 'i' };
    const findings: EngineReport['findings'] = [
      { id: 'cap', title: 'x', role: 'limit', message: 'x', severity: 'info', state: 'fires' },
    ];
    const verdict = { boundBy: 'cap', confidence: 'high', summary: 'x' } as const;
    const exported = { exported_severity: 's', exported_confidence: 'c', exported_id: 'i' };
    expect(samplesOf(await render(engineWith({ labels: of, verdict, findings }))).map((each) => each.labels)).toEqual([
      { ...labels, ...exported, id: 'cap', confidence: 'high' },
      { ...labels, ...exported, id: 'cap', severity: 'info' },
    ]);
  });

  it('keeps every engine apart, whatever a page of metrics calls it', async () => {
    const hostile = 'a"} 1\n# HELP x \\ \u001b[2J\r';
    const measures = { queueSeconds: amount(1) };
    const engines = [
      engineWith({ measures }),
      engineWith({ engine: hostile, model: hostile, measures }),
      engineWith({ engine: null, model: null, measures }),
      engineWith({ labels: { 'a.b': hostile }, measures }),
      engineWith({ labels: { a_b: hostile }, measures }),
    ];
    const samples = samplesOf(await render(...engines));
    expect(samples).toHaveLength(engines.length);
    expect(new Set(samples.map((sample) => JSON.stringify(sample.labels))).size).toBe(engines.length);
    expect(samples[1]?.labels).toEqual({ target: 't', engine: hostile, model_name: hostile });
  });

  it('passes the check of Prometheus with every measure there is', async ({ skip }) => {
    skip(NO_PROMTOOL !== undefined, NO_PROMTOOL);
    const measures = Object.fromEntries([...MEASURES.keys()].map((id) => [id, amount(1, { low: 0, high: 2 })]));
    const page = await render(engineWith({ measures, annotations: about('gap') }));
    expect(promtoolCheck(page)).toBe('');
    // It does find what is wrong.
    expect(promtoolCheck('# TYPE a_total gauge\na_total 1\n')).toContain('a_total');
  });
});

it('law: what is known is there with its value and bounds, and nothing else is', async () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const known = fc
    .record({ value: number, low: fc.option(number, { nil: undefined }), high: fc.option(number, { nil: undefined }) })
    .map(({ value, low, high }) =>
      amount(value, { ...(low !== undefined && { low }), ...(high !== undefined && { high }) }),
    );
  const measures = fc.dictionary(fc.constantFrom(...MEASURES.keys()), fc.oneof(known, fc.constant(UNKNOWN)));
  const property = fc.asyncProperty(measures, async (some) => {
    const found = samplesOf(await render(engineWith({ measures: some })));
    const expected = [...GAUGES].flatMap(([id, { name }]) => {
      const measured = some[id];
      if (!measured?.known) return [];
      const { value, low, high } = measured;
      const bounds = Object.entries({ low, high }).flatMap(([bound, at]) =>
        at === undefined ? [] : [{ name, labels: { ...labels, bound }, value: at }],
      );
      return [{ name, labels, value }, ...bounds];
    });
    // −0 is written as 0.
    expect(found).toEqual(expected.map((sample) => ({ ...sample, value: sample.value + 0 })));
  });
  await fc.assert(property, { numRuns: 50 });
});
