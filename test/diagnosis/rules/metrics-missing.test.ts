import { describe, expect, it } from 'vitest';
import { metricsMissing } from '../../../src/diagnosis/rules/metrics-missing.ts';
import { engineAnalysis, engineRun, type EngineDoes } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

/** An engine whose page lacks all series of these metrics. */
function lacking(...names: readonly string[]): Partial<EngineDoes> {
  const all = Object.keys(engineRun().series);
  const gone = all.filter((series) => names.some((name) => series.startsWith(`vllm:${name}`)));
  expect(gone.length).toBeGreaterThan(0);
  return { series: Object.fromEntries(gone.map((series) => [series, undefined])) };
}

const IDLE = { finished: { stop: 0 }, firstTokensPerSecond: 0, running: '0x10', stepsPerSecond: 0 };

describe('metrics-missing', () => {
  it('fires on a histogram that every version has, with what cannot be told without it', () => {
    const finding = findingOf(metricsMissing, lacking('request_queue_time_seconds'));
    expect(finding).toMatchObject({ state: 'fires', role: 'instrument', severity: 'warning', confidence: 'high' });
    expect(finding.message).toMatch(
      /^This vLLM exposes more than is on the page: 1 missing \(vllm:request_queue_time_seconds\), and \d+ measures not known for it$/,
    );
    expect(finding.evidence['missing0']?.what).toMatch(
      /^vllm:request_queue_time_seconds is missing, so not known: .*queue/,
    );
    expect(finding.actions[0]).toMatchObject({ knob: 'the scrape configuration' });
  });

  it('is quiet where all is there, though much is not declared and options are off', () => {
    const analysis = engineAnalysis();
    expect(Object.values(analysis.measures).filter(({ known }) => !known).length).toBeGreaterThan(10);
    expect(findingOf(metricsMissing).state).toBe('quiet');
    expect(findingOf(metricsMissing, IDLE).state).toBe('quiet');
  });

  it('takes only the gauge that is missing, not the one that is added to it', () => {
    const finding = findingOf(metricsMissing, lacking('num_requests_waiting{'));
    expect(finding.evidence['metrics']?.measured.value).toBe(1);
    expect(finding.evidence['missing0']?.what).toContain('vllm:num_requests_waiting is missing');
  });

  it('does not miss gauges before the first step, but does counters', () => {
    const { series } = lacking('num_requests_running{', 'num_requests_waiting{', 'kv_cache_usage_perc');
    expect(findingOf(metricsMissing, { ...IDLE, series: series ?? {} }).state).toBe('quiet');
    expect(findingOf(metricsMissing, { series: series ?? {} }).evidence['metrics']?.measured.value).toBe(3);
    expect(findingOf(metricsMissing, { ...IDLE, ...lacking('generation_tokens_total') }).state).toBe('fires');
  });

  it('does not miss what an older version lacks', () => {
    // Until 0.10 the time between tokens had the other name, and there was no time per output token of a request.
    const old = '{engine="0",model_name="m"}';
    const { series } = lacking(
      'request_time_per_output_token',
      'prompt_tokens_by_source',
      'prompt_tokens_cached',
      'num_requests_waiting_by_reason',
      'engine_sleep_state',
    );
    const names = { ...series, [`vllm:gpu_prefix_cache_queries_total${old}`]: '0x10' };
    const analysis = engineAnalysis({ series: names });
    expect(analysis.version?.until).toBe('0.10.2');
    expect(analysis.measures.tpotSecondsP99).toMatchObject({ known: false, reason: 'not-exported' });
    expect(findingOf(metricsMissing, { series: names }).state).toBe('quiet');
  });

  it('names some, and has all as evidence', () => {
    const finding = findingOf(
      metricsMissing,
      lacking('request_queue_time_seconds', 'request_prefill_time', 'request_decode_time', 'e2e_request_latency'),
    );
    expect(finding.message).toMatch(/ and more\)/);
    expect(finding.evidence['missing3']).toBeDefined();
  });

  it('is less sure of an engine that is no vLLM, or is newer', () => {
    const { series } = lacking('request_queue_time_seconds');
    const unknown = { ...series, 'vllm:brand_new{engine="0",model_name="m"}': '1x10' };
    expect(findingOf(metricsMissing, { series: unknown })).toMatchObject({
      confidence: 'medium',
      objections: [{ found: 'no' }, { found: 'yes' }],
    });
    // One name that 0.19 dropped beside one that came with 0.20.
    const mixed = { ...series, 'vllm:prompt_tokens_recomputed_total{engine="0",model_name="m"}': '0x10' };
    expect(findingOf(metricsMissing, { series: mixed })).toMatchObject({
      state: 'fires',
      confidence: 'medium',
      objections: [{ found: 'yes' }, { found: 'no' }],
    });
  });

  it('takes the threshold that an operator sets', () => {
    const does = lacking('request_queue_time_seconds');
    expect(findingOf(metricsMissing, does, { overrides: { metrics: 2 } }).state).toBe('quiet');
  });
});
