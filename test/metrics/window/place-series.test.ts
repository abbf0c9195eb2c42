import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import { placeSeries, type Placed } from '../../../src/metrics/window/place-series.ts';
import { pageOf } from '../../build-page.ts';

const placedOf = (...series: readonly string[]): Placed[] =>
  placeSeries(parseExposition(pageOf(Object.fromEntries(series.map((one) => [one, 1])))).layout.series);

/** What is said of one metric: the labels of its engine, and the values of labels that nobody expects. */
const said = (placed: readonly Placed[], name: string) =>
  placed
    .filter(({ series }) => series.name === `vllm:${name}`)
    .map(({ identity, unexpected }) => [identity, unexpected]);

describe('a label that vLLM does not have', () => {
  it('tells engines apart when most metrics carry it', () => {
    const placed = placedOf(
      'vllm:num_requests_running{model_name="m",ReplicaId="x"}',
      'vllm:num_requests_waiting{model_name="m",ReplicaId="x"}',
      'vllm:prompt_tokens_total{model_name="m"}',
    );
    expect(said(placed, 'num_requests_running')).toEqual([[{ model_name: 'm', ReplicaId: 'x' }, []]]);
    expect(said(placed, 'prompt_tokens_total')).toEqual([[{ model_name: 'm' }, []]]);
  });

  it.each([
    ['a third of the metrics', ['num_requests_waiting', 'prompt_tokens_total']],
    ['just half of them', ['num_requests_waiting']],
  ])('divides the metric when only %s carry it', (_, others) => {
    const placed = placedOf(
      'vllm:num_preemptions_total{model_name="m",cause="x"}',
      ...others.map((name) => `vllm:${name}{model_name="m"}`),
    );
    expect(said(placed, 'num_preemptions_total')).toEqual([[{ model_name: 'm' }, ['x']]]);
  });

  it('is counted by metrics, not by their series', () => {
    const divided = Array.from({ length: 20 }, (_, i) => `vllm:num_preemptions_total{model_name="m",cause="${i}"}`);
    const placed = placedOf(
      ...divided,
      'vllm:num_requests_running{model_name="m"}',
      'vllm:num_requests_waiting{model_name="m"}',
    );
    expect(said(placed, 'num_preemptions_total')[7]).toEqual([{ model_name: 'm' }, ['7']]);
  });

  it('is not made common by info, whose labels are all payload', () => {
    const placed = placedOf(
      'vllm:num_preemptions_total{model_name="m",cause="x"}',
      'vllm:num_requests_running{model_name="m"}',
      'vllm:cache_config_info{engine="0",cause="x",block_size="16"}',
      'vllm:kv_offload_info{engine="0",cause="x"}',
    );
    expect(said(placed, 'num_preemptions_total')).toEqual([[{ model_name: 'm' }, ['x']]]);
    expect(said(placed, 'cache_config_info')).toEqual([[{ engine: '0' }, []]]);
  });
});

it('engine and model_name tell engines apart, however few metrics carry them', () => {
  const placed = placedOf(
    'vllm:num_preemptions_total{engine="0",model_name="m"}',
    'vllm:num_requests_running{ReplicaId="x"}',
    'vllm:num_requests_waiting{ReplicaId="x"}',
    'vllm:prompt_tokens_total{ReplicaId="x"}',
  );
  expect(said(placed, 'num_preemptions_total')).toEqual([[{ engine: '0', model_name: 'm' }, []]]);
});

it('labels of the metric itself are neither', () => {
  const placed = placedOf(
    'vllm:request_success_total{model_name="m",finished_reason="stop",pid="7"}',
    'vllm:e2e_request_latency_seconds_bucket{model_name="m",le="1"}',
  );
  expect(said(placed, 'request_success_total')).toEqual([[{ model_name: 'm' }, []]]);
  expect(said(placed, 'e2e_request_latency_seconds_bucket')).toEqual([[{ model_name: 'm' }, []]]);
});
