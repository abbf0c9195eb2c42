import { expect, test } from 'vitest';
import {
  computeTypeOn,
  decodeStep,
  distinctExperts,
  findAccelerator,
  peakFlopPerSecond,
  readModel,
  stepCost,
  weightBytes,
  type Accelerator,
} from '../../src/roofline/index.ts';
import { deployment } from '../roofline/deployments.ts';

const LLAMA = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: 4096,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  head_dim: 128,
  intermediate_size: 14336,
  vocab_size: 128256,
  tie_word_embeddings: false,
  torch_dtype: 'bfloat16',
};

function gpu(name: string): Accelerator {
  const found = findAccelerator(name);
  if (!found) throw new Error(name);
  return found;
}

// Truth: an FP8 checkpoint in compressed-tensors keeps a byte for each weight of a layer; vLLM's own counters take half.
test('M30: compressed-tensors have the bits that they say', () => {
  const fp8 = readModel({
    ...LLAMA,
    quantization_config: {
      quant_method: 'compressed-tensors',
      format: 'float-quantized',
      ignore: ['lm_head'],
      config_groups: {
        group_0: {
          targets: ['Linear'],
          weights: { num_bits: 8, type: 'float', strategy: 'channel', symmetric: true, dynamic: false },
          input_activations: { num_bits: 8, type: 'float', strategy: 'token', symmetric: true, dynamic: true },
        },
      },
    },
  });
  const layers = 6_979_321_856;
  const naive = layers * 0.5 + 2 * 128256 * 4096 * 2;
  expect(naive / weightBytes(fp8)).toBeLessThan(0.65);
  expect(Math.abs(weightBytes(fp8) / (layers + 2 * 128256 * 4096 * 2) - 1)).toBeLessThan(0.001);
});

test('M30: weights of four bits are multiplied in sixteen, and 8-bit floats on an A100, too', () => {
  const awq = deployment('meta-llama/Llama-3.1-8B', 'h100-sxm', { weights: 'awq' });
  expect(awq.model.formats.dense.compute).toBe('bf16');
  expect(peakFlopPerSecond(awq.accelerator, awq.model.formats.dense.compute)).toBe(989.4e12);
  expect(computeTypeOn(gpu('a100-sxm-80'), 'fp8')).toBe('bf16');
  expect(computeTypeOn(gpu('h100-sxm'), 'fp4')).toBe('bf16');
});

test('M30: peaks are dense; the data sheet of an H100 shows twice as many', () => {
  const naive = 1979e12;
  expect(naive / (gpu('h100-sxm').flopPerSecond.bf16 ?? 0)).toBeCloseTo(2, 2);
});

// Truth: of 128 experts, 16 tokens with 8 each reach 82; tokens that never meet would reach all.
test('M30: a small batch reads the experts that it reaches, not min(E, k·T)', () => {
  const on = deployment('Qwen/Qwen3-30B-A3B', 'h100-sxm');
  const bytesAt = (tokens: number): number =>
    stepCost(decodeStep(tokens, 1000), on)
      .filter(({ component }) => component === 'experts')
      .reduce((sum, cost) => sum + cost.weightBytes, 0);
  const ofOne = 48 * 3 * 2048 * 768 * 2;
  const naive = Math.min(128, 8 * 16) * ofOne;
  expect(naive / bytesAt(16)).toBeGreaterThan(1.5);
  expect(bytesAt(16)).toBeCloseTo(distinctExperts(128, 8, 16) * ofOne, -3);
});
