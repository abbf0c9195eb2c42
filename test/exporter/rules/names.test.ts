import { describe, expect, it } from 'vitest';
import { foreignPatterns } from '../../../src/exporter/rules/foreign-patterns.ts';
import { ENGINE, MODEL } from '../../../src/exporter/rules/level.ts';
import { edgesFor } from '../../../src/exporter/rules/limit.ts';
import { equals, rate, series } from '../../../src/exporter/rules/promql.ts';
import { recordName } from '../../../src/exporter/rules/record-name.ts';
import { spanOf } from '../../../src/exporter/rules/span.ts';
import { NO_SETTINGS } from '../../../src/settings/index.ts';

const window = spanOf(300);

describe('names', () => {
  it('follow from the id of the measure', () => {
    expect(recordName({ level: ENGINE, window }, 'queueSeconds', 'mean')).toBe('engine:vllm_queue_seconds:mean5m');
    expect(recordName({ level: MODEL, window }, 'ttftSecondsP95', 'p95_')).toBe('model:vllm_ttft_seconds:p95_5m');
    expect(recordName({ level: ENGINE, window }, 'kvCacheUsageRatioMax', 'max')).toBe(
      'engine:vllm_kv_cache_usage_ratio:max5m',
    );
  });

  it.each([
    [300, '5m'],
    [90, '1m30s'],
    [86_400, '1d'],
    [0.25, '250ms'],
    [60.001, '1m1ms'],
  ])('%f s is %s to Prometheus', (seconds, text) => {
    expect(spanOf(seconds)).toEqual({ seconds, text });
  });
});

describe('series', () => {
  it('are asked for by every name they have had, newest first, and not added', () => {
    expect(series({ meaning: 'kvCacheUsageRatio' })).toBe('vllm:kv_cache_usage_perc or vllm:gpu_cache_usage_perc');
    expect(rate({ level: MODEL, window }, 'itlSeconds', { part: 'count' })).toBe(
      'sum by (job, model_name) (rate(vllm:inter_token_latency_seconds_count[5m]) or rate(vllm:time_per_output_token_seconds_count[5m]))',
    );
  });

  it('of several selections are joined likewise', () => {
    const selection = [['a="1"'], ['b="2"']];
    expect(series({ meaning: 'generationTokens', selection })).toBe(
      'vllm:generation_tokens_total{a="1"} or vllm:generation_tokens_total{b="2"}',
    );
  });

  it('values of labels are escaped', () => {
    expect(equals('model_name', 'a"b\\c\nd')).toBe('model_name="a\\"b\\\\c\\nd"');
  });
});

describe('the buckets that hold a limit', () => {
  it('are the one that ends there, or those around it', () => {
    expect(edgesFor('ttftSeconds', 0.5, 'low')).toEqual([{ matcher: 'le="0.5"' }]);
    expect(edgesFor('e2eSeconds', 30, 'high')).toEqual([{ matcher: 'le=~"30|30[.]0"' }]);
    expect(edgesFor('ttftSeconds', 0.3, 'low')).toEqual([{ matcher: 'le="0.3"' }, { matcher: 'le="0.25"' }]);
    expect(edgesFor('ttftSeconds', 0.3, 'high')).toEqual([{ matcher: 'le="0.3"' }, { matcher: 'le="0.5"' }]);
  });

  it('below the first edge none is sure, above the last all are possible', () => {
    expect(edgesFor('e2eSeconds', 0.2, 'low')).toEqual([{ matcher: 'le="0.2"' }, 'none']);
    expect(edgesFor('tpotSeconds', 100, 'high')).toEqual([{ matcher: 'le=~"100|100[.]0"' }, 'all']);
  });
});

it.each([
  ['a(?=b)', '(?='],
  ['(?<!a)b', '(?<'],
  ['(a)\\1', '\\1'],
  ['\\u0041', '\\u'],
  ['a\\\\1|llama\\-3\\.1.*|(?:x|y)', undefined],
])('a pattern that Prometheus does not understand is found: %s', (model, found) => {
  const problems = foreignPatterns({ ...NO_SETTINGS, objectives: [{ match: { model } }] });
  expect(problems).toHaveLength(found === undefined ? 0 : 1);
  if (found !== undefined)
    expect(problems[0]).toContain(`objectives[0].match.model: Prometheus does not understand "${found}"`);
});
