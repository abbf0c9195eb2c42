import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  CATALOGUE,
  compareVersions,
  definitionOf,
  exposedName,
  recognise,
  VERSIONS,
  type MetricName,
  type Version,
} from '../../../src/metrics/catalogue/index.ts';

/** Names in the lists that are no metrics, and why. */
const ARTEFACTS: Readonly<Record<string, string>> = {
  'vllm:spec_decode': 'a prefix that the sources compose names from',
  'vllm:diffusion': 'a prefix that the sources compose names from',
};

const listed = (version: Version): string[] =>
  readFileSync(new URL(`../../fixtures/metric-names/vllm-${version}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !(line in ARTEFACTS));

const covers = ({ since, until }: MetricName, version: Version): boolean =>
  compareVersions(since, version) <= 0 && (until === undefined || compareVersions(version, until) <= 0);

/** A listed name is a family: of a histogram, whose samples are `_count` …, or of anything else, whose sample it is. */
const ofFamily = (family: string) => recognise(family) ?? recognise(`${family}_count`);

describe.each(VERSIONS)('the names of vLLM %s', (version) => {
  test('are all in the catalogue, with a range that covers the version', () => {
    const missing = listed(version).filter((family) => !ofFamily(family));
    const outside = listed(version).filter((family) => {
      const found = ofFamily(family);
      return found && !covers(found.name, version);
    });
    expect({ missing, outside }).toEqual({ missing: [], outside: [] });
  });

  test('are all that the catalogue claims for the version', () => {
    const names = new Set(listed(version).map((family) => ofFamily(family)?.name));
    const claimed = CATALOGUE.flatMap((definition) => definition.names).filter((name) => covers(name, version));
    expect(claimed.filter((name) => !names.has(name))).toEqual([]);
  });
});

test('every list is read', () => {
  expect(VERSIONS.map((version) => listed(version).length).filter((count) => count < 30)).toEqual([]);
  expect(listed('0.32.0')).toContain('vllm:admission_rejections');
});

test('meanings and names are unique', () => {
  const meanings = CATALOGUE.map(({ meaning }) => meaning);
  const names = CATALOGUE.flatMap((definition) => definition.names.map(({ name }) => name));
  expect(new Set(meanings).size).toBe(meanings.length);
  expect(new Set(names).size).toBe(names.length);
});

test('names are oldest first, known versions, and without prefix or a counter’s _total', () => {
  const known = new Set<Version>(VERSIONS);
  const wrong = CATALOGUE.filter(
    ({ kind, names }) =>
      names.some(({ name }) => name.startsWith('vllm') || (kind === 'counter' && name.endsWith('_total'))) ||
      names.some(({ since, until }) => !known.has(since) || (until !== undefined && !known.has(until))) ||
      names.some(({ since }, index) => compareVersions(names[index - 1]?.since ?? since, since) > 0),
  );
  expect(wrong.map(({ meaning }) => meaning)).toEqual([]);
});

test('the unit of a meaning is in its name', () => {
  const suffix = { seconds: /Seconds(Per|$)/, bytes: /Bytes/, ratio: /Ratio$/, tokens: /[tT]okens/, flop: /flop/ };
  const wrong = CATALOGUE.filter(({ meaning, unit }) =>
    Object.entries(suffix).some(([named, pattern]) => pattern.test(meaning) !== (unit === named)),
  );
  expect(wrong.map(({ meaning }) => meaning)).toEqual([]);
});

test.each([
  ['generationTokens', 'vllm:generation_tokens_total'],
  ['kvCacheUsageRatio', 'vllm:kv_cache_usage_perc'],
  ['itlSeconds', 'vllm:inter_token_latency_seconds'],
  ['iterationTokens', 'vllm:iteration_tokens_total'],
  ['cacheConfig', 'vllm:cache_config_info'],
] as const)('exposedName(%s) is %s', (meaning, name) => {
  expect(exposedName(meaning)).toBe(name);
  expect(definitionOf(meaning).meaning).toBe(meaning);
});

test.each([
  ['kvCacheUsageRatio', '0.8.5', 'vllm:gpu_cache_usage_perc'],
  // Both names from here on; the newer one stays.
  ['kvCacheUsageRatio', '0.9.2', 'vllm:kv_cache_usage_perc'],
  ['generationTokens', '0.8.5', 'vllm:generation_tokens_total'],
  ['generationTokens', '9.0.0', 'vllm:generation_tokens_total'],
  // Older than the metric.
  ['promptTokensBySource', '0.8.5', 'vllm:prompt_tokens_by_source_total'],
] as const)('exposedName(%s) of version %s is %s', (meaning, version, name) => {
  expect(exposedName(meaning, version)).toBe(name);
});
