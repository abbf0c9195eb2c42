import type { BenchmarkMeasure, BenchmarkRun } from './benchmark-run.ts';
import { quotient } from '../compared-step.ts';
import type { Json, Origin } from './decode-benchmark.ts';
import { measureOf, numberIn, present, textIn } from './fields.ts';

/**
 * A result of `vllm bench serve` (benchmark_serving.py before 0.8.5). Source of each name: vllm/benchmarks/serve.py of 0.8.5, 0.9.1,
 * 0.10.0, 0.10.2, 0.11.0 to 0.11.2, 0.12.0, 0.20.0 and 0.32.0; alike in all where no version stands beside it.
 */
export function decodeServe(json: Json, { origin }: Origin): BenchmarkRun {
  const completed = numberIn(json, 'completed');
  return {
    kind: 'serve',
    origin,
    configuration: present({
      model: textIn(json, 'model_id'),
      // `backend` from 0.11.0 on, and before 0.8.5; `endpoint_type` in all between and, the same again, after.
      backend: textIn(json, 'backend') ?? textIn(json, 'endpoint_type'),
      prompts: numberIn(json, 'num_prompts'),
      // A number, or "inf": all at once.
      requestsPerSecond: numberIn(json, 'request_rate') ?? textIn(json, 'request_rate'),
      burstiness: numberIn(json, 'burstiness'),
      // null: no limit.
      concurrency: numberIn(json, 'max_concurrency') ?? ('max_concurrency' in json ? 'no limit' : undefined),
      rampUp: rampUpOf(json),
    }),
    lengths: present({
      // Sums over the completed requests.
      inputTokensPerRequest: quotient(numberIn(json, 'total_input_tokens'), completed),
      outputTokensPerRequest: quotient(numberIn(json, 'total_output_tokens'), completed),
    }),
    measures: [...latencies(json), ...throughput(json)],
    requests: numberIn(json, 'num_prompts') ?? completed,
    failed: failedOf(json, completed),
  };
}

/** `ramp_up_*` from 0.10.0 on, only where one was asked for. */
function rampUpOf(json: Json): string | undefined {
  const strategy = textIn(json, 'ramp_up_strategy');
  if (strategy === undefined) return undefined;
  return `${strategy}, ${numberIn(json, 'ramp_up_start_rps') ?? '?'} to ${numberIn(json, 'ramp_up_end_rps') ?? '?'}/s`;
}

const LATENCIES = {
  ttft: ['ttft', 'TTFT'],
  tpot: ['tpot', 'TPOT'],
  itl: ['itl', 'ITL'],
  e2el: ['e2e', 'end to end'],
} as const;

const MILLISECOND = 1e-3;

/** `mean_ttft_ms`, `median_…`, `p99_…`, `p99.9_…`: milliseconds. `std_…` is no measure of the system. */
const STATISTIC = /^(mean|median|p(\d{1,2}(?:\.\d{1,4})?))_(ttft|tpot|itl|e2el)_ms$/;

function latencies(json: Json): BenchmarkMeasure[] {
  const found = Object.keys(json).flatMap((name) => {
    const [, statistic, percentile = statistic === 'median' ? '50' : '', latency] = STATISTIC.exec(name) ?? [];
    const milliseconds = numberIn(json, name);
    if (latency === undefined || milliseconds === undefined) return [];
    const [id, title] = LATENCIES[latency as keyof typeof LATENCIES];
    const suffix = percentile && { id: `P${percentile}`, title: ` p${percentile}` };
    return measureOf(
      milliseconds * MILLISECOND,
      `${id}Seconds${suffix ? suffix.id : ''}`,
      `${title}${suffix ? suffix.title : ''}`,
      'seconds',
      'lower',
    );
  });
  // The median may be there twice, as p50, too.
  return [...new Map(found.map((measure) => [measure.id, measure])).values()];
}

/** Of equal workloads requests, output tokens and all tokens a second say the same, so one of them stands for all. */
function throughput(json: Json): BenchmarkMeasure[] {
  const output = numberIn(json, 'output_throughput');
  // Up to 0.9.1 its name ends with a colon. Null where no --goodput was given.
  const goodput = numberIn(json, 'request_goodput') ?? numberIn(json, 'request_goodput:');
  return [
    ...(output === undefined
      ? measureOf(numberIn(json, 'request_throughput'), 'requestsPerSecond', 'requests', 'requestsPerSecond', 'higher')
      : measureOf(output, 'outputTokensPerSecond', 'output tokens', 'tokensPerSecond', 'higher')),
    ...measureOf(goodput, 'goodputRequestsPerSecond', 'goodput', 'requestsPerSecond', 'higher'),
  ];
}

/** `failed` from 0.11.1 on; before, prompts that were not completed, which also holds prompts that a small data set lacks. */
function failedOf(json: Json, completed: number | undefined): number | undefined {
  const counted = numberIn(json, 'failed');
  if (counted !== undefined) return Math.max(0, counted);
  const prompts = numberIn(json, 'num_prompts');
  return prompts === undefined || completed === undefined ? undefined : Math.max(0, prompts - completed);
}
