import { describe, expect, it } from 'vitest';
import { decodeBenchmark } from '../../../src/comparison/index.ts';
import { realResult } from './made-up-runs.ts';

const decode = (json: unknown, fileName = 'result.json') => decodeBenchmark(json, { origin: fileName, fileName });

const valuesOf = (json: unknown): Record<string, number> =>
  Object.fromEntries(decode(json)?.measures.map(({ id, value }) => [id, value]) ?? []);

describe('a result of vllm bench serve', () => {
  it('of 0.32.0 is read in seconds', () => {
    const run = decode(realResult());
    expect(run?.kind).toBe('serve');
    expect(run?.configuration).toEqual({
      model: 'tiny',
      backend: 'openai',
      prompts: 280,
      requestsPerSecond: 2,
      burstiness: 1,
      concurrency: 'no limit',
    });
    // 35613 and 17799 tokens in 280 requests.
    expect(run?.lengths).toEqual({ inputTokensPerRequest: 35613 / 280, outputTokensPerRequest: 17799 / 280 });
    expect(run?.failed).toBe(0);
    const values = valuesOf(realResult());
    expect(values['ttftSeconds']).toBeCloseTo(0.13819667928571155, 15);
    expect(values['ttftSecondsP50']).toBeCloseTo(0.11565409550007644, 15);
    expect(values['ttftSecondsP99']).toBeCloseTo(0.46435171311014284, 15);
    expect(values['e2eSecondsP95']).toBeCloseTo(3.3687598357998922, 15);
    expect(values['outputTokensPerSecond']).toBe(126.09208800450311);
    expect(values['goodputRequestsPerSecond']).toBe(1.3601708465006235);
    expect(Object.keys(values).filter((id) => id.startsWith('ttft'))).toHaveLength(5);
    expect(values).not.toHaveProperty('requestsPerSecond');
  });

  // As vllm/benchmarks/serve.py of 0.8.5 writes it.
  it('of 0.8.5 has a colon in a name, another name for the backend, and counts no failures', () => {
    const run = decode({
      ...{ date: '20250501-120000', endpoint_type: 'vllm', label: null, model_id: 'm', tokenizer_id: 'm', best_of: 1 },
      ...{ num_prompts: 100, request_rate: 'inf', burstiness: 1.0, max_concurrency: 8, duration: 10.0, completed: 97 },
      ...{ total_input_tokens: 9700, total_output_tokens: 970, request_throughput: 9.7, 'request_goodput:': 5.5 },
      ...{ output_throughput: 97.0, total_token_throughput: 1067.0, mean_ttft_ms: 20.0, 'p99.9_ttft_ms': 90.0 },
    });
    expect(run?.configuration).toMatchObject({ backend: 'vllm', requestsPerSecond: 'inf', concurrency: 8 });
    expect(run?.failed).toBe(3);
    expect(run?.measures.map(({ id }) => id)).toEqual([
      'ttftSeconds',
      'ttftSecondsP99.9',
      'outputTokensPerSecond',
      'goodputRequestsPerSecond',
    ]);
  });

  it('of a pooling model has no output tokens, but requests', () => {
    const pooling = { duration: 2, completed: 10, request_throughput: 5, total_token_throughput: 50, mean_e2el_ms: 30 };
    expect(valuesOf(pooling)).toEqual({ e2eSeconds: 0.03, requestsPerSecond: 5 });
  });

  it('that ramps up says so', () => {
    const ramp = { ramp_up_strategy: 'linear', ramp_up_start_rps: 1, ramp_up_end_rps: 8 };
    expect(decode({ ...realResult(), ...ramp })?.configuration.rampUp).toBe('linear, 1 to 8/s');
  });

  it('with texts and other things in place of numbers is read as far as it goes', () => {
    const odd = {
      duration: {},
      completed: '7',
      request_throughput: null,
      mean_ttft_ms: '12',
      p99_ttft_ms: Infinity,
      failed: -3,
    };
    expect(decode(odd)).toMatchObject({ measures: [], lengths: {}, failed: 0 });
  });
});

describe('a result of vllm bench latency', () => {
  // As vllm/benchmarks/latency.py of 0.10.0 writes it, with --output-json bs8_in32_out128.json.
  const latency = {
    avg_latency: 2.5,
    latencies: [2.4, 2.6],
    percentiles: { '10': 2.4, '50': 2.5, '90': 2.59, '99': 2.6 },
  };

  it('is one observation in seconds, whatever its iterations', () => {
    expect(valuesOf(latency)).toEqual({
      latencySeconds: 2.5,
      latencySecondsP50: 2.5,
      latencySecondsP90: 2.59,
      latencySecondsP99: 2.6,
    });
  });

  it.each([
    ['latency_bs8_in32_out128.json', { batch: 8, inputTokens: 32, outputTokens: 128 }],
    ['batch-size-16_isl-512_osl-64.json', { batch: 16, inputTokens: 512, outputTokens: 64 }],
    ['batch4.input_len=7.json', { batch: 4, inputTokens: 7 }],
    ['main32.json', {}],
    ['latency-2026-11-22.json', {}],
  ])('takes batch and lengths from its name: %s', (fileName, configuration) => {
    expect(decode(latency, fileName)?.configuration).toEqual(configuration);
  });

  it('names its model from 0.32.0 on', () => {
    expect(decode({ ...latency, model_id: 'm' })?.configuration).toEqual({ model: 'm' });
  });
});

describe('a result of vllm bench throughput', () => {
  // As vllm/benchmarks/throughput.py of 0.8.5 to 0.20.0 writes it.
  it('is tokens a second, and how many a request has', () => {
    const run = decode({
      elapsed_time: 10,
      num_requests: 50,
      total_num_tokens: 20_000,
      requests_per_second: 5,
      tokens_per_second: 2000,
    });
    expect(run).toMatchObject({
      kind: 'throughput',
      configuration: { prompts: 50 },
      lengths: { tokensPerRequest: 400 },
    });
    expect(run?.measures).toMatchObject([{ id: 'tokensPerSecond', value: 2000, better: 'higher' }]);
  });
});

it.each([null, 7, 'text', [], [realResult()], {}, { duration: 1 }, { benchmark: { name: 'vLLM benchmark' } }])(
  'is none: %j',
  (json) => {
    expect(decode(json)).toBeUndefined();
  },
);
