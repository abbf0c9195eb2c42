import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import { groupByEngine } from '../../../src/metrics/window/group-by-engine.ts';
import { placeSeries, type Labels, type Placed } from '../../../src/metrics/window/place-series.ts';
import { pageOf } from '../../build-page.ts';

const placedOf = (series: readonly string[]): Placed[] =>
  placeSeries(parseExposition(pageOf(Object.fromEntries(series.map((one) => [one, 1])))).layout.series);

/** Each engine's labels, and which series of these it has. */
const groupsOf = (...series: readonly string[]): (readonly [Labels, readonly (string | undefined)[]])[] =>
  [...groupByEngine(placedOf(series))].map(([labels, own]) => [labels, own.map(({ index }) => series[index])]);

describe('labels that are a part of others', () => {
  it('several parts of one engine, whichever labels each lacks', () => {
    const series = [
      'vllm:num_preemptions_total',
      'vllm:num_requests_waiting{engine="0"}',
      'vllm:prompt_tokens_total{model_name="m"}',
      'vllm:num_requests_running{engine="0",model_name="m"}',
    ];
    expect(groupsOf(...series)).toEqual([[{ engine: '0', model_name: 'm' }, series]]);
  });

  it('a part that fits one of two engines belongs to that one; one that fits both belongs to none', () => {
    const [first, second] = [
      'vllm:num_requests_running{engine="0",model_name="m"}',
      'vllm:num_requests_running{engine="1",model_name="m"}',
    ];
    const [one, both] = ['vllm:prompt_tokens_total{engine="1"}', 'vllm:num_preemptions_total{model_name="m"}'];
    expect(groupsOf(first, second, one, both)).toEqual([
      [{ engine: '0', model_name: 'm' }, [first]],
      [{ engine: '1', model_name: 'm' }, [second, one]],
    ]);
  });

  it('labels that overlap but differ are no part: two engines', () => {
    const series = [
      'vllm:num_requests_running{engine="0",model_name="a"}',
      'vllm:num_requests_running{model_name="b"}',
    ];
    expect(groupsOf(...series).map(([labels]) => labels)).toEqual([
      { engine: '0', model_name: 'a' },
      { model_name: 'b' },
    ]);
  });

  it('the same text in another label is no part', () => {
    const series = ['vllm:num_requests_running{engine="x"}', 'vllm:num_requests_running{model_name="x"}'];
    expect(groupsOf(...series).map(([labels]) => labels)).toEqual([{ engine: 'x' }, { model_name: 'x' }]);
  });
});

it('info of one meaning that a page repeats reaches each engine once: the last counts', () => {
  const engines = [0, 1].map((engine) => `vllm:num_requests_running{engine="${engine}",model_name="m"}`);
  const infos = Array.from({ length: 50 }, (_, i) => `vllm:cache_config_info{block_size="${i}"}`);
  expect(groupsOf(...infos, ...engines).map(([, series]) => series)).toEqual([
    [engines[0], infos[49]],
    [engines[1], infos[49]],
  ]);
});

describe('takes work in proportion to the page', () => {
  /** How often the labels of any series are looked at. */
  function looksAt(series: readonly string[]): number {
    let looks = 0;
    const counting: ProxyHandler<Labels> = {
      get: (labels, name) => {
        looks += 1;
        return labels[name as string];
      },
      has: (labels, name) => {
        looks += 1;
        return name in labels;
      },
      ownKeys: (labels) => {
        looks += 1;
        return Object.keys(labels);
      },
    };
    groupByEngine(placedOf(series).map((one) => ({ ...one, identity: new Proxy(one.identity, counting) })));
    return looks;
  }

  const times = (count: number, series: (i: number) => readonly string[]): string[] =>
    Array.from({ length: count }, (_, i) => series(i)).flat();

  it.each<[string, (i: number) => readonly string[]]>([
    ['as many models as series', (i) => [`vllm:num_requests_running{engine="0",model_name="${i}"}`]],
    [
      'engines with several metrics, and metrics and info that lack labels',
      (i) => [
        `vllm:num_requests_running{engine="${i}",model_name="m"}`,
        `vllm:num_requests_waiting{engine="${i}",model_name="m"}`,
        `vllm:prompt_tokens_total{engine="${i}"}`,
        `vllm:admission_rejections_total{model_name="m",reason="${i}"}`,
        `vllm:cache_config_info{block_size="${i}"}`,
      ],
    ],
  ])('%s', (_, series) => {
    const once = looksAt(times(200, series));
    expect(once).toBeGreaterThanOrEqual(200);
    expect(looksAt(times(400, series))).toBeLessThan(2.1 * once);
  });
});
