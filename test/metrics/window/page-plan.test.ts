import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import { gaugeOf, histogramOf, increaseOf, type Window } from '../../../src/metrics/window/index.ts';
import { planOf } from '../../../src/metrics/window/page-plan.ts';
import { ENGINE, histogram, pageOf, vllm, windowOf, windowsOf } from '../../build-page.ts';

const labelled = (further: string): string => `${ENGINE.slice(0, -1)},${further}}`;
const enginesOf = (windows: readonly Window[]) => windows.map(({ engine }) => engine);

describe('which engines a page has', () => {
  it('engine × model', () => {
    const windows = windowsOf({
      series: {
        'vllm:num_requests_running{engine="0",model_name="a"}': '1 2',
        'vllm:num_requests_running{engine="1",model_name="a"}': '3 4',
        'vllm:num_requests_running{engine="0",model_name="b"}': '5 6',
        'vllm:generation_tokens_total{engine="1",model_name="a"}': '0 9',
      },
    });
    expect(enginesOf(windows)).toEqual([
      { target: 't', engine: '0', model: 'a', labels: {} },
      { target: 't', engine: '1', model: 'a', labels: {} },
      { target: 't', engine: '0', model: 'b', labels: {} },
    ]);
    expect(windows.map((window) => gaugeOf(window, 'requestsRunning')?.last)).toEqual([2, 4, 6]);
    expect(windows.map((window) => increaseOf(window, 'generationTokens'))).toEqual([undefined, 9, undefined]);
  });

  it('further labels tell engines apart: replicas behind Ray', () => {
    const windows = windowsOf({
      series: {
        'ray_vllm_num_requests_running{model_name="m",ReplicaId="x"}': '1 2',
        'ray_vllm_num_requests_running{model_name="m",ReplicaId="y"}': '3 4',
        'ray_vllm_generation_tokens_total{model_name="m",ReplicaId="y"}': '10 30',
      },
    });
    expect(enginesOf(windows)).toEqual([
      { target: 't', engine: null, model: 'm', labels: { ReplicaId: 'x' } },
      { target: 't', engine: null, model: 'm', labels: { ReplicaId: 'y' } },
    ]);
    expect(windows.map((window) => increaseOf(window, 'generationTokens'))).toEqual([undefined, 20]);
  });

  it('the order of the labels does not matter', () => {
    const series = {
      'vllm:num_requests_running{engine="0",model_name="m"}': '1 2',
      'vllm:num_requests_waiting{model_name="m",engine="0"}': '3 4',
    };
    expect(gaugeOf(windowOf({ series }), 'requestsInSystem')?.last).toBe(6);
  });

  it('before vLLM 0.8 there is no engine label', () => {
    const window = windowOf({ series: { 'vllm:num_requests_running{model_name="m"}': '1 2' } });
    expect(window.engine).toEqual({ target: 't', engine: null, model: 'm', labels: {} });
  });

  it('a page without any engine has none', () => {
    expect(windowsOf({ series: { up: '1 1', 'vllm:cache_config_info{engine="0"}': '1 1' } })).toEqual([]);
  });
});

describe('metrics with fewer labels than the engine', () => {
  const rejected = 'vllm:admission_rejections_total{model_name="m",reason="max_num_queued_reqs"}';

  it('belong to the engine when it is the only one that they fit', () => {
    const window = windowOf({ series: { [vllm('num_requests_running')]: '1x1', [rejected]: '0 3' } });
    expect(increaseOf(window, 'admissionRejections')).toBe(3);
  });

  it('belong to none when they fit several', () => {
    const windows = windowsOf({
      series: {
        'vllm:num_requests_running{engine="0",model_name="m"}': '1x1',
        'vllm:num_requests_running{engine="1",model_name="m"}': '1x1',
        [rejected]: '0 3',
      },
    });
    expect(windows.map((window) => increaseOf(window, 'admissionRejections'))).toEqual([undefined, undefined]);
  });

  it('info metrics, which have no model_name, reach every engine that they fit', () => {
    const windows = windowsOf({
      series: {
        'vllm:num_requests_running{engine="0",model_name="m"}': '1x1',
        'vllm:num_requests_running{engine="1",model_name="m"}': '1x1',
        'vllm:cache_config_info{engine="0",block_size="16"}': '1x1',
        'vllm:cache_config_info{engine="1",block_size="32"}': '1x1',
      },
    });
    expect(windows.map(({ info }) => info.get('cacheConfig')?.['block_size'])).toEqual(['16', '32']);
  });

  it.each(['engine="0",', ''])('also when they fit several: labels {%s…}', (labels) => {
    const windows = windowsOf({
      series: {
        'vllm:num_requests_running{engine="0",model_name="a"}': '1x1',
        'vllm:num_requests_running{engine="0",model_name="b"}': '1x1',
        [`vllm:cache_config_info{${labels}block_size="16"}`]: '1x1',
      },
    });
    expect(windows.map(({ info }) => info.get('cacheConfig')?.['block_size'])).toEqual(['16', '16']);
  });
});

describe('several API-server processes on one page', () => {
  const window = windowOf({
    series: {
      [vllm('generation_tokens_total', labelled('pid="7"'))]: '10 30',
      [vllm('generation_tokens_total', labelled('pid="8"'))]: '5 6',
      [vllm('num_requests_running', labelled('pid="7"'))]: '3 4',
      [vllm('num_requests_running', labelled('pid="8"'))]: '2 9',
    },
  });

  it('are one engine: its counters add, the largest of its gauges counts', () => {
    expect(increaseOf(window, 'generationTokens')).toBe(20 + 1);
    expect(gaugeOf(window, 'requestsRunning')).toMatchObject({ first: 3, last: 9 });
  });

  it('and it says so', () => {
    expect(window.annotations.map(({ id }) => id)).toEqual(['process-duplicates']);
  });

  it('one pid is no duplicate', () => {
    const single = windowOf({ series: { [vllm('generation_tokens_total', labelled('pid="7"'))]: '10 30' } });
    expect(single.annotations).toEqual([]);
  });
});

describe('two names of one meaning count once, under the newer name', () => {
  it('KV cache usage', () => {
    const window = windowOf({
      series: { [vllm('gpu_cache_usage_perc')]: '0.1 0.2', [vllm('kv_cache_usage_perc')]: '0.1 0.2' },
    });
    expect(gaugeOf(window, 'kvCacheUsageRatio')).toMatchObject({ first: 0.1, last: 0.2 });
  });

  it.each([['inter_token_latency_seconds'], ['time_per_output_token_seconds']])(
    'inter-token latency, %s last',
    (last) => {
      const names = ['inter_token_latency_seconds', 'time_per_output_token_seconds'].filter((name) => name !== last);
      const series = [...names, last].flatMap((name): [string, string][] => [
        [vllm(`${name}_sum`), '1 5'],
        [vllm(`${name}_count`), '2 9'],
        [vllm(`${name}_bucket`, labelled('le="+Inf"')), '2 9'],
      ]);
      expect(histogramOf(windowOf({ series: Object.fromEntries(series) }), 'itlSeconds')).toMatchObject({
        count: 7,
        sum: 4,
      });
    },
  );

  it.each([
    [
      'with and without _total, as Ray exports counters',
      'ray_vllm_generation_tokens',
      'ray_vllm_generation_tokens_total',
    ],
    ['under two prefixes', 'vllm:generation_tokens_total', 'vllm_generation_tokens_total'],
  ])('a counter %s', (_, one, other) => {
    const window = windowOf({ series: { [`${one}${ENGINE}`]: '0 10', [`${other}${ENGINE}`]: '0 10' } });
    expect(increaseOf(window, 'generationTokens')).toBe(10);
  });

  it('the old name alone counts', () => {
    const window = windowOf({ series: { [vllm('gpu_cache_usage_perc')]: '0.1 0.2' } });
    expect(gaugeOf(window, 'kvCacheUsageRatio')?.last).toBe(0.2);
  });
});

it('metrics of the engine that the catalogue does not know are listed once, others are not', () => {
  const window = windowOf({
    series: {
      [vllm('num_requests_running')]: '1x1',
      [vllm('brand_new_total', labelled('x="1"'))]: '1x1',
      [vllm('brand_new_total', labelled('x="2"'))]: '1x1',
      python_gc_total: '1x1',
    },
  });
  expect(window.unrecognised).toEqual(['vllm:brand_new_total']);
});

describe('a label that a newer vLLM has on one metric', () => {
  const window = windowOf({
    series: {
      [vllm('num_requests_running')]: '1 1',
      [vllm('generation_tokens_total')]: '0 5',
      [vllm('num_preemptions_total', labelled('cause="a"'))]: '10 11',
      [vllm('num_preemptions_total', labelled('cause="b"'))]: '20 23',
    },
  });

  it('makes no further engine: the parts of its counter add up', () => {
    expect(window.engine).toEqual({ target: 't', engine: '0', model: 'm', labels: {} });
    expect(increaseOf(window, 'preemptions')).toBe(1 + 3);
    expect(gaugeOf(window, 'requestsRunning')?.last).toBe(1);
  });

  it('and it says so, with the name of the metric', () => {
    expect(window.annotations).toMatchObject([{ id: 'labels-added-up' }]);
    expect(window.annotations[0]?.message).toContain('vllm:num_preemptions_total');
  });

  it('parts of a histogram add up bucket by bucket', () => {
    const parts = ['a', 'b'].map((cause) =>
      histogram('e2e_request_latency_seconds', [1], [1, 4], 10, { labels: labelled(`cause="${cause}"`) }),
    );
    const others = { [vllm('num_requests_running')]: '1 1', [vllm('generation_tokens_total')]: '0 5' };
    expect(histogramOf(windowOf({ series: { ...others, ...parts[0], ...parts[1] } }), 'e2eSeconds')).toEqual({
      count: 8,
      sum: 20,
      edges: [1, Infinity],
      cumulative: [2, 8],
    });
  });
});

describe('a hostile page is planned in time', () => {
  /** Of the processor, so that what else the machine does counts little; the best of three. */
  function secondsToPlan(page: string): number {
    const runs = [1, 2, 3].map(() => {
      const { layout } = parseExposition(page);
      const start = process.cpuUsage();
      planOf(layout);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1e6;
    });
    return Math.min(...runs);
  }

  const times = (count: number, series: (i: number) => readonly string[]): string =>
    pageOf(
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => series(i)).flatMap((some) => some.map((one) => [one, 1] as const)),
      ),
    );

  it.each<[string, number, (i: number) => readonly string[]]>([
    ['20,000 models', 20_000, (i) => [`vllm:num_requests_running{engine="0",model_name="${i}"}`]],
    [
      '5,000 engines with four metrics, and as many metrics and info that fit all of them',
      5000,
      (i) => [
        ...['num_requests_running', 'num_requests_waiting', 'prompt_tokens_total', 'generation_tokens_total'].map(
          (name) => `vllm:${name}{engine="${i}",model_name="m"}`,
        ),
        `vllm:admission_rejections_total{reason="${i}"}`,
        `vllm:cache_config_info{block_size="${i}"}`,
      ],
    ],
  ])('%s', (_, count, series) => {
    expect(secondsToPlan(times(count, series))).toBeLessThan(2);
  });
});

describe('a label that a newer vLLM adds to some gauges', () => {
  const others = {
    [vllm('generation_tokens_total')]: '0 5',
    [vllm('prompt_tokens_total')]: '0 5',
    [vllm('num_preemptions_total')]: '0 0',
  };

  it('leaves the gauge what it is while it has one value', () => {
    const window = windowOf({ series: { ...others, [vllm('num_requests_running', labelled('x="a"'))]: '1 4' } });
    expect(gaugeOf(window, 'requestsRunning')?.last).toBe(4);
  });

  it('makes it unknown when it has several: shares or copies, nobody can tell', () => {
    const series = {
      ...others,
      [vllm('num_requests_running', labelled('x="a"'))]: '1 4',
      [vllm('num_requests_running', labelled('x="b"'))]: '2 2',
    };
    expect(gaugeOf(windowOf({ series }), 'requestsRunning')).toBeUndefined();
    expect(windowOf({ series }).annotations).toMatchObject([{ id: 'labels-added-up' }]);
  });
});
