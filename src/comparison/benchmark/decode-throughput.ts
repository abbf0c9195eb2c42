import type { BenchmarkRun } from './benchmark-run.ts';
import { quotient } from '../compared-step.ts';
import type { Json, Origin } from './decode-benchmark.ts';
import { measureOf, numberIn, present, textIn } from './fields.ts';

/**
 * A result of `vllm bench throughput`. Source of each name: vllm/benchmarks/throughput.py of 0.8.5 to 0.32.0; `model_id` only in
 * the newest. Requests and tokens a second say the same of equal workloads, so tokens stand for both.
 */
export function decodeThroughput(json: Json, { origin }: Origin): BenchmarkRun {
  const requests = numberIn(json, 'num_requests');
  return {
    kind: 'throughput',
    origin,
    configuration: present({ model: textIn(json, 'model_id'), prompts: requests }),
    lengths: present({ tokensPerRequest: quotient(numberIn(json, 'total_num_tokens'), requests) }),
    measures: measureOf(numberIn(json, 'tokens_per_second'), 'tokensPerSecond', 'tokens', 'tokensPerSecond', 'higher'),
    requests,
    failed: undefined,
  };
}
