import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  CATALOGUE,
  compareVersions,
  inferVersion,
  recognise,
  VERSIONS,
  type Version,
  type VersionRange,
} from '../../../src/metrics/catalogue/index.ts';
import { familyNames, pageText, PAGES, recordedText, sampleNames } from './pages.ts';

/** A family as one of its samples: what is no sample by its own name is a histogram. */
const asSample = (family: string) => (recognise(family) ? family : `${family}_count`);

const contains = ({ since, until }: VersionRange, version: Version) =>
  compareVersions(since, version) <= 0 && (until === null || compareVersions(version, until) <= 0);

describe('a real page', () => {
  test.each([
    ['vllm-0.32.0-all-options', { since: '0.32.0', until: null }],
    ['vllm-0.32.0-dp2-api2', { since: '0.32.0', until: null }],
    // Between these two no name that every engine registers came or went.
    ['vllm-0.22.1', { since: '0.20.2', until: '0.28.0' }],
  ])('%s', (page, range) => {
    expect(inferVersion(sampleNames(pageText(page)))).toEqual(range);
  });

  test.each(PAGES)('%s declares every metric that is always registered', (page) => {
    const version = page.startsWith('vllm-0.22.1') ? '0.22.1' : '0.32.0';
    const declared = new Set(familyNames(pageText(page)).map((name) => recognise(asSample(name))?.meaning));
    const due = CATALOGUE.filter(
      ({ always, names }) =>
        always && names.some(({ since, until }) => contains({ since, until: until ?? null }, version)),
    );
    expect(due.length).toBeGreaterThan(25);
    expect(due.filter(({ meaning }) => !declared.has(meaning))).toEqual([]);
  });

  test('is still told when some families are left out of it', () => {
    expect(inferVersion(sampleNames(recordedText('m_v0221_burst')))).toEqual({ since: '0.20.2', until: '0.28.0' });
    expect(inferVersion(sampleNames(recordedText('b_overload')))).toEqual({ since: '0.32.0', until: null });
  });

  test('of several API servers before the first step lacks gauges, which is no evidence', () => {
    const names = sampleNames(pageText('vllm-0.22.1')).filter(
      (name) => !/num_requests|kv_cache_usage|engine_sleep_state/.test(name),
    );
    expect(inferVersion(names)).toEqual({ since: '0.18.1', until: '0.28.0' });
  });
});

const listed = (version: Version): string[] =>
  readFileSync(new URL(`../../fixtures/metric-names/vllm-${version}.txt`, import.meta.url), 'utf8').split('\n');

describe('all names a version registers', () => {
  test.each(VERSIONS)('%s', (version) => {
    const range = inferVersion(listed(version).map(asSample));
    expect(range).not.toBeNull();
    expect(range && contains(range, version)).toBe(true);
  });

  test('tell most versions from their neighbours', () => {
    const ranges = VERSIONS.map((version) => inferVersion(listed(version).map(asSample)));
    const exact = ranges.filter((range, index) => range?.since === VERSIONS[index]);
    expect(exact.length).toBeGreaterThanOrEqual(13);
  });
});

describe('a made-up page', () => {
  test.each([
    ['empty', [], null],
    ['without vLLM', ['http_requests_total', 'process_start_time_seconds'], null],
    ['with unknown vLLM names only', ['vllm:something_new_total'], null],
    ['filtered to one name that all versions have', ['vllm:num_requests_running'], { since: '0.8.5', until: null }],
    [
      'filtered to a few names',
      ['vllm:num_requests_running', 'vllm:kv_cache_usage_perc', 'vllm:generation_tokens_total'],
      { since: '0.9.2', until: null },
    ],
    [
      'with an old and a renamed name',
      ['vllm:gpu_cache_usage_perc', 'vllm:kv_cache_usage_perc'],
      { since: '0.9.2', until: '0.11.2' },
    ],
    ['with a name of 0.8.5 only', ['vllm:num_requests_swapped'], { since: '0.8.5', until: '0.8.5' }],
    [
      'of a fork, names no release has together',
      ['vllm:gpu_cache_usage_perc', 'vllm:prompt_tokens_cached_total'],
      null,
    ],
    [
      'with an unknown name beside known ones',
      ['vllm:something_new_total', 'vllm:num_requests_waiting_by_reason'],
      { since: '0.20.2', until: null },
    ],
  ])('%s', (_, names, range) => {
    expect(inferVersion(names)).toEqual(range);
  });

  test('of Ray, where absence says nothing', () => {
    const names = sampleNames(pageText('vllm-0.22.1')).map((name) => name.replace('vllm:', 'ray_vllm_'));
    expect(inferVersion(names)).toEqual({ since: '0.20.2', until: null });
  });
});

test('versions are compared by number, not as text', () => {
  expect(compareVersions('0.10.2', '0.9.2')).toBeGreaterThan(0);
  expect(compareVersions('0.9.2', '0.10.2')).toBeLessThan(0);
  expect(compareVersions('1.0.0', '0.32.0')).toBeGreaterThan(0);
  expect(compareVersions('0.22.1', '0.22.1')).toBe(0);
  expect([...VERSIONS].sort(compareVersions)).toEqual([...VERSIONS]);
});
