import {
  defaultTokenBudget,
  findAccelerator,
  findModel,
  kvCacheCapacityTokens,
  kvCacheFormat,
  predictServing,
  withWeights,
  type Calibration,
  type ClosedLoop,
  type Deployment,
  type ServingPrediction,
} from '../../src/roofline/index.ts';
import type { MeasuredServing } from './measured-serving.ts';

/** vLLM's default before 0.20; the rows are of 0.11 to 0.18. */
const GPU_MEMORY_UTILIZATION = 0.9;

/**
 * In what keys and values were kept is not recorded. `auto` is vLLM's default, 16 bits; `weights` follows the weights: 8 bits
 * beside weights of 8. The rule for all rows is `auto`, because only with it the KV cache is full where clients waited.
 */
export type KvRule = 'auto' | 'weights';

export interface ServingCase {
  readonly row: MeasuredServing;
  readonly deployment: Deployment;
  readonly loop: ClosedLoop;
  predict(calibration: Calibration): ServingPrediction;
}

export function servingCase(row: MeasuredServing, kvRule: KvRule): ServingCase {
  const deployment = deploymentFor(row, kvRule);
  const { inputTokens, outputTokens, concurrency } = row;
  const residentTokens = inputTokens + outputTokens / 2;
  const capacity = kvCacheCapacityTokens(deployment, residentTokens, GPU_MEMORY_UTILIZATION).value;
  const loop: ClosedLoop = {
    inputTokens,
    outputTokens,
    concurrency,
    tokenBudget: defaultTokenBudget(deployment.accelerator),
    runningLimit: Math.floor(capacity / residentTokens),
  };
  return { row, deployment, loop, predict: (calibration) => predictServing(loop, deployment, calibration) };
}

function deploymentFor(row: MeasuredServing, kvRule: KvRule): Deployment {
  const accelerator = findAccelerator(row.system);
  const found = findModel(row.modelId);
  if (!accelerator || 'problem' in found) throw new Error(`unknown: ${row.system} or ${row.modelId}`);
  // `fp4` is how gpt-oss is published: MXFP4 experts and 16 bits elsewhere.
  const model = row.precision === 'fp4' ? found.model : withWeights(found.model, row.precision);
  return {
    model,
    accelerator,
    parallelism: { tensor: row.tensor, pipeline: 1, data: 1, expert: false },
    kvCache: kvCacheFormat(kvRule === 'weights' && row.precision === 'fp8' ? 'fp8' : 'auto', model),
    activationBytesPerElement: 2,
  };
}

/**
 * Whether clients waited for something that is not recorded (max_num_seqs, most likely): by Little's law, C · decode time ÷ (TTFT +
 * decode time), fewer than half of those decoded that the KV cache has room for. Nothing predicted of TPOT goes into it.
 */
export function isUnexplained({ row, loop }: ServingCase): boolean {
  const decodeSeconds = (row.outputTokens - 1) * row.tpotSeconds;
  const decoding = (row.concurrency * decodeSeconds) / (row.ttftSeconds + decodeSeconds);
  return decoding < Math.min(row.concurrency, loop.runningLimit) / 2;
}
