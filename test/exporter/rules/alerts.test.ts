import { describe, expect, it } from 'vitest';
import { ruleFile } from '../../../src/exporter/rules/index.ts';
import type { Settings } from '../../../src/settings/index.ts';
import type { Scrape } from '../../contracts/scrapes.ts';
import { whyMissing } from '../../harness/installed.ts';
import { provisionedSettings, settingsOf } from '../../provisioning/settings.ts';
import { promtoolTest, said, seriesOf, type Expected, type InputSeries } from './promtool.ts';
import { engine, EVERY_SECONDS, held, setting, slowly, without, withRunning } from './scenarios.ts';

const rulesFor = (settings: Settings) => ({
  'rules.yml': ruleFile(['recording', 'alerts'], settings, {
    windowSeconds: 300,
    runbookUrl: 'runbook.md',
    pagesUrl: 'rules',
  }),
});
const RULES = rulesFor(provisionedSettings);

/** 99.6 % of the requests of a_steady and 98.3 % of e_prefix kept these, as their clients saw it. */
const KEPT = rulesFor(settingsOf({ objectives: [{ ttftSeconds: 1, tpotSeconds: 0.1, e2eSeconds: 30 }] }));

const pages = (scrapes: readonly Scrape[], expected: Expected, rules = KEPT): Promise<string> =>
  promtoolTest(
    rules,
    {
      series: seriesOf(scrapes, rules['rules.yml']),
      everySeconds: EVERY_SECONDS,
      forSeconds: (scrapes.length - 1) * EVERY_SECONDS,
    },
    expected,
  );

/** What is made by hand has no histograms to hold an objective to. */
const WITHOUT_OBJECTIVES = rulesFor(settingsOf({}));

const series = (samples: InputSeries, minutes: number, expected: Expected): Promise<string> =>
  promtoolTest(WITHOUT_OBJECTIVES, { series: samples, everySeconds: 60, forSeconds: minutes * 60 }, expected);

const NONE: Expected = { fired: [] };
const skipped = whyMissing('promtool');

describe.skipIf(skipped !== undefined)('recordings', () => {
  it.each(['a_steady', 'e_prefix', 'k_dp2_api2'])('%s is healthy: no alert', async (name) => {
    expect(await pages(slowly(name), NONE)).toBe('');
  });

  // Prompts of 1265 tokens: 47 % of its first tokens came within 0.5 s, and all within 2.5 s.
  it('c_prefill_mfu is healthy, but cannot keep a promise made for chats', async () => {
    const kept = rulesFor(settingsOf({ objectives: [{ ttftSeconds: 2.5, e2eSeconds: 30 }] }));
    expect(await pages(slowly('c_prefill_mfu'), NONE, kept)).toBe('');
    const fired = ['VllmGoodputBelowObjective'];
    expect(await pages(slowly('c_prefill_mfu'), { fired, firing: fired }, RULES)).toBe('');
  });

  it('b_overload: the queue grows, the wait and goodput miss the objective; all is over after the drain', async () => {
    const run = slowly('b_overload');
    const fired = ['VllmQueueGrowing', 'VllmWaitAboveObjective', 'VllmGoodputBelowObjective'];
    expect(await pages([...run, ...held(run, -1, 600)], { fired }, RULES)).toBe('');
  });

  it('m_v0221_burst on vLLM 0.22: the same, and over after it', async () => {
    const run = slowly('m_v0221_burst');
    const fired = ['VllmQueueGrowing', 'VllmWaitAboveObjective', 'VllmGoodputBelowObjective'];
    expect(await pages([...run, ...held(run, -1, 600)], { fired }, RULES)).toBe('');
  });

  // Fewer than 50 requests finish in 5 minutes of its slowed time, so nothing is said of goodput.
  it('f_preempt: the KV cache is exhausted and requests are preempted', async () => {
    const run = slowly('f_preempt');
    const fired = ['VllmKvCacheExhausted', 'VllmPreemptionChurn', 'VllmQueueGrowing', 'VllmWaitAboveObjective'];
    expect(await pages([...run, ...held(run, -1, 600)], { fired }, RULES)).toBe('');
  });

  it('g_restart: the engine is down, and nothing else is said', async () => {
    expect(await pages(slowly('g_restart'), { fired: ['VllmEngineDown'] }, RULES)).toBe('');
  });

  // 75 % of the requests of its load generator met the objectives, beside clients that hang up and ask for too much.
  it('h_aborts_errors: aborts and refusals are no alert; goodput is', async () => {
    expect(await pages(slowly('h_aborts_errors'), { fired: ['VllmGoodputBelowObjective'] }, RULES)).toBe('');
  });
});

const loaded = (running: number, waiting: number) => ({
  num_requests_running: `${running}x60`,
  num_requests_waiting: `${waiting}x60`,
  time_to_first_token_seconds_count: '0+120x60',
  generation_tokens_total: '0+600x60',
});

// Two and a half hours with 20 % computed, then an hour with 90 %.
const cached = (computed = '0+1200x150 180000+5400x60', more: Readonly<Record<string, string>> = {}) =>
  engine('e:8000', {
    prompt_tokens_total: '0+6000x210',
    'prompt_tokens_by_source_total|source="local_compute"': computed,
    time_to_first_token_seconds_count: '0+30x210',
    num_requests_running: '4x210',
    num_requests_waiting: '0x210',
    kv_cache_usage_perc: '0.5x210',
    generation_tokens_total: '0+600x210',
    ...more,
  });

const STEADY = slowly('a_steady');
const BUSY = withRunning(STEADY, 3);
const beforeBusy = STEADY.slice(0, BUSY);
const HUNG = [...beforeBusy, ...held(STEADY, BUSY, 600)];
const STALLED = held(STEADY, BUSY, 600).map(setting('num_requests_running', 0)).map(setting('num_requests_waiting', 6));
const BARE = [...STEADY, ...STEADY].map(without(/^vllm:time_to_first_token_seconds_bucket\{.*le="1\.0".*\n/gm));

describe.skipIf(skipped !== undefined)('an engine that does not work', () => {
  it('hangs: requests run, nothing moves, and it is not taken for a full KV cache', async () => {
    const fired = ['VllmEngineHung'];
    expect(await pages(HUNG, { fired, firing: fired })).toBe('');
    const last = held(STEADY, BUSY, 600).map(setting('kv_cache_usage_perc', 0.97));
    const full = [...beforeBusy, ...last.map(setting('num_requests_waiting', 5))];
    expect(await pages(full, { fired, firing: fired })).toBe('');
  });

  it('does not hang while the prefill of a very long prompt takes blocks, nor in one long step, nor asleep', async () => {
    const prefilling = HUNG.map(setting('kv_cache_usage_perc', (i) => i / 1000));
    expect(await pages(prefilling, NONE)).toBe('');
    const oneStep = [...beforeBusy, ...held(STEADY, BUSY, 90), ...STEADY.slice(BUSY)];
    expect(await pages(oneStep, NONE)).toBe('');
    const asleep = HUNG.map(setting('engine_sleep_state', 0, 'sleep_state="awake"'));
    expect(await pages(asleep, NONE)).toBe('');
  });

  it('does not hang when it is idle', async () => {
    expect(await pages([...STEADY, ...held(STEADY, -1, 1200)], NONE)).toBe('');
  });

  it('stalls: requests wait for capacity and none runs', async () => {
    const fired = ['VllmEngineStalled'];
    const forCapacity = STALLED.map(setting('num_requests_waiting_by_reason', 6, 'reason="capacity"'));
    expect(await pages(forCapacity, { fired, firing: fired })).toBe('');
    const old = STALLED.map(without(/^vllm:num_requests_waiting_by_reason.*\n/gm));
    expect(await pages(old, { fired, firing: fired })).toBe('');
  });

  it('does not stall when they wait for something else', async () => {
    expect(await pages(STALLED.map(setting('num_requests_waiting_by_reason', 6, 'reason="deferred"')), NONE)).toBe('');
  });

  it('is down, not for one late scrape', async () => {
    const up = (values: string) => engine('e:8000', { up: values, generation_tokens_total: '0+600x60' });
    expect(await series(up('1x20 0x5'), 25, { fired: ['VllmEngineDown'], firing: ['VllmEngineDown'] })).toBe('');
    expect(await series(up('1x20 0x5 1x20'), 45, { fired: ['VllmEngineDown'] })).toBe('');
    expect(
      await pages(
        STEADY.map((scrape, i) => (i === 60 ? { ...scrape, status: 0 } : scrape)),
        NONE,
      ),
    ).toBe('');
  });
});

describe.skipIf(skipped !== undefined)('a limit', () => {
  it('old preemptions are none (M11), nor is a full cache that nobody waits for', async () => {
    const old = STEADY.map(setting('num_preemptions_total', 100_000)).map(setting('kv_cache_usage_perc', 0.97));
    expect(await pages(old, NONE)).toBe('');
  });

  it('a steady queue does not grow', async () => {
    const queued = STEADY.map(setting('num_requests_waiting', (i) => 50 + (i % 3)));
    expect(await pages(queued, { fired: ['VllmWaitAboveObjective'], firing: ['VllmWaitAboveObjective'] })).toBe('');
  });

  it('replicas are unbalanced when one queues and another has room', async () => {
    const hot = engine('hot:8000', loaded(16, 3));
    const fired = ['VllmReplicasUnbalanced'];
    expect(await series({ ...hot, ...engine('cold:8000', loaded(4, 0)) }, 30, { fired, firing: fired })).toBe('');
  });

  it.each([
    ['both queue', loaded(16, 3), loaded(4, 1)],
    ['nobody queues', loaded(16, 0), loaded(4, 0)],
    ['one has less than twice as many', loaded(16, 3), loaded(12, 0)],
  ])('replicas are balanced when %s', async (_, first, second) => {
    const both = { ...engine('a:8000', first), ...engine('b:8000', second) };
    expect(await series(both, 30, NONE)).toBe('');
  });

  it('a single engine is never unbalanced', async () => {
    expect(await series(engine('a:8000', loaded(16, 3)), 30, NONE)).toBe('');
  });
});

describe.skipIf(skipped !== undefined)('the prefix cache', () => {
  const COLLAPSE = ['VllmPrefixCacheCollapse'];

  it('collapses when what was cached is computed', async () => {
    expect(await series(cached(), 210, { fired: COLLAPSE, firing: COLLAPSE })).toBe('');
  });

  it.each<[string, Record<string, string>]>([
    ['it never had hits worth losing', cached('0+5400x150 810000+6000x60')],
    ['hits vary', cached('0+1200x150 180000+2400x60')],
    ['the engine is new and warms up', engine('e:8000', { prompt_tokens_total: '_x150 0+6000x60' })],
    ['it restarted', cached(undefined, { prompt_tokens_total: '0+6000x145 0+6000x65' })],
    ['the KV cache is full', cached(undefined, { kv_cache_usage_perc: '0.5x145 0.97x65' })],
    ['the queue is full', cached(undefined, { num_requests_waiting: '40x210' })],
    ['there are few requests', cached(undefined, { time_to_first_token_seconds_count: '0+1x210' })],
  ])('does not collapse when %s', async (_, samples) => {
    expect(await series(samples, 210, NONE)).toBe('');
  });
});

describe.skipIf(skipped !== undefined)('what cannot be seen', () => {
  it('a target that shows no engine, and no target at all', async () => {
    const fired = ['VllmMetricsMissing'];
    expect(await series({ 'up{instance="e:8000",job="vllm"}': '1x30' }, 30, { fired, firing: fired })).toBe('');
    expect(await series({ 'up{instance="n:9100",job="node"}': '1x30' }, 30, { fired, firing: fired })).toBe('');
  });

  it('goodput without the buckets of the objective', async () => {
    const fired = ['VllmGoodputUnmeasured'];
    expect(await pages(BARE, { fired, firing: fired })).toBe('');
  });
});

// promtool evaluates groups in no order, so an alert may read recording rules of the evaluation before, and its numbers vary.
describe.skipIf(skipped !== undefined)('alerts say what is the matter, with the numbers', () => {
  it.each<[alert: string, recording: string, atSeconds: number, words: RegExp]>([
    [
      'VllmWaitAboveObjective',
      'b_overload',
      300,
      /It will wait about \d+m \d+s, and its first token is promised within 0\.5 s\. \d+ requests waited on average over 5m, 0\.\d+ a second got their first token\./,
    ],
    [
      'VllmGoodputBelowObjective',
      'm_v0221_burst',
      600,
      /Promised is 95 % within ttft 0\.5 s, tpot 0\.05 s, e2e 30 s\. Over the last 5m between [\d.]+% and [\d.]+% of the requests that finished met all of it; [\d.]+% of their time was queueing\./,
    ],
    [
      'VllmEngineDown',
      'g_restart',
      690,
      /Prometheus cannot scrape g_restart of job vllm\. It answered 43\.88% of the scrapes of the last hour\./,
    ],
    [
      'VllmQueueGrowing',
      'b_overload',
      300,
      /It grows by [\d.]+ requests a second, while 0\.\d+ a second get their first token\. \d+ waited on average over 5m; a request arriving now will wait about \d+m \d+s\./,
    ],
    [
      'VllmKvCacheExhausted',
      'f_preempt',
      660,
      /Requests hold 9\d\.\d+% of the KV cache on average over 5m; [\d.]+ run, [\d.]+ wait, 0\.\d+ a second are preempted\./,
    ],
    [
      'VllmPreemptionChurn',
      'f_preempt',
      480,
      /0\.\d+ preemptions a second against 0\.\d+ requests that finish\. KV cache 9\d\.\d+% used on average, 100% at most\. Their waiting again shows in decode time \(1\d\.\d+s\), not in queue time\./,
    ],
  ])('%s', async (alert, recording, atSeconds, words) => {
    const scrapes = slowly(recording).slice(0, atSeconds / EVERY_SECONDS + 1);
    const scenario = {
      series: seriesOf(scrapes, RULES['rules.yml']),
      everySeconds: EVERY_SECONDS,
      forSeconds: atSeconds,
    };
    const text = await said(RULES, scenario, alert);
    expect(text).toMatch(words);
    expect(text).toContain(`runbook_url="runbook.md#${alert.toLowerCase()}"`);
    expect(text).toMatch(/severity="(critical|warning)"/);
    expect(text).not.toMatch(/unknown|error|%!|NaN/);
  });

  it.each<[alert: string, samples: InputSeries, minutes: number, words: string]>([
    [
      'VllmReplicasUnbalanced',
      { ...engine('hot:8000', loaded(16, 3)), ...engine('cold:8000', loaded(4, 0)) },
      30,
      '19 requests are here on average over 5m, 3 of them waiting. All engines of the model together have 23, and on at least one nobody waits.',
    ],
    [
      'VllmPrefixCacheCollapse',
      cached(),
      210,
      '10% of the prompt tokens of the last 30m came from a cache; usually it is 80%. Prefill computes the difference.',
    ],
    [
      'VllmMetricsMissing',
      { 'up{instance="n:9100",job="node"}': '1x30' },
      30,
      'Prometheus has no target whose job matches .*vllm.*. Until that changes, silence of the other alerts proves nothing.',
    ],
    [
      'VllmMetricsMissing',
      { 'up{instance="e:8000",job="vllm"}': '1x30' },
      30,
      'e:8000 of job vllm answers its scrapes, but nothing on the page is of a vLLM engine.',
    ],
  ])('%s, made by hand', async (alert, samples, minutes, words) => {
    const scenario = { series: samples, everySeconds: 60, forSeconds: minutes * 60 };
    expect(await said(WITHOUT_OBJECTIVES, scenario, alert)).toContain(words);
  });

  it.each<[alert: string, scrapes: readonly Scrape[], words: string]>([
    ['VllmEngineHung', HUNG, '3 requests are shown as running, and for more than 2m no token was emitted'],
    [
      'VllmEngineStalled',
      STALLED.map(setting('num_requests_waiting_by_reason', 6, 'reason="capacity"')),
      'At least 6 requests waited for more than 2m',
    ],
    ['VllmGoodputUnmeasured', BARE, 'requests a second finish, but the page lacks a histogram of the objective'],
  ])('%s, made of a recording', async (alert, scrapes, words) => {
    const forSeconds = (scrapes.length - 1) * EVERY_SECONDS;
    const scenario = { series: seriesOf(scrapes, KEPT['rules.yml']), everySeconds: EVERY_SECONDS, forSeconds };
    expect(await said(KEPT, scenario, alert)).toContain(words);
  });
});

describe('without objectives', () => {
  it('nothing is said about them, and the file says so', () => {
    const text = rulesFor(settingsOf({}))['rules.yml'];
    expect(text).toContain('# No objectives are declared in ridgeline.yaml');
    expect(text).not.toMatch(/goodput_|AboveObjective|BelowObjective|GoodputUnmeasured/);
  });
});
