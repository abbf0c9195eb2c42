import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  decodeStep,
  prefillStep,
  roofSeconds,
  SINGLE_GPU,
  stepCost,
  type Component,
  type ComponentCost,
  type Deployment,
  type Model,
} from '../../../src/roofline/index.ts';
import { CHECK_TABLES } from '../check-tables.ts';
import { deployment, gpu } from '../deployments.ts';

const BF16 = { name: 'bf16', bitsPerParameter: 16, compute: 'bf16' } as const;

/** Numbers that can be multiplied in the head. */
const SMALL: Model = {
  id: 'small',
  architecture: 'LlamaForCausalLM',
  hiddenSize: 4,
  vocabularySize: 10,
  maximumContextTokens: null,
  tiedEmbeddings: false,
  layers: [
    {
      count: 3,
      attention: { kind: 'grouped', heads: 2, kvHeads: 1, headSize: 2, reach: null },
      feedForward: { kind: 'dense', intermediateSize: 8, matrices: 3 },
      smallParameters: 8,
    },
  ],
  otherParameters: 4,
  formats: { attention: BF16, dense: BF16, experts: BF16, embedding: BF16, head: BF16 },
  leftOut: [],
};

const ON_H100: Deployment = {
  model: SMALL,
  accelerator: gpu('h100-sxm'),
  parallelism: SINGLE_GPU,
  kvCache: { name: 'bf16', bytesPerElement: 2 },
  activationBytesPerElement: 2,
};

const total = (costs: readonly ComponentCost[], of: (cost: ComponentCost) => number, component?: Component): number =>
  costs.reduce((sum, cost) => sum + (component === undefined || cost.component === component ? of(cost) : 0), 0);
const flop = ({ flop: each }: ComponentCost): number => each;

describe('worked by hand: 3 layers, 4 wide, two heads of 2 with one key-value head, 8 in the middle, 10 words', () => {
  const decode = stepCost(decodeStep(5, 7), ON_H100);

  it('projections are q 4×4, k and v 4×2, o 4×4: 48 parameters', () => {
    expect(total(decode, flop, 'projections')).toBe(3 * 2 * 5 * 48);
    expect(total(decode, (cost) => cost.weightBytes, 'projections')).toBe(3 * 48 * 2);
  });

  it('each of 5 looks at 7 keys and 7 values of size 2 with two heads', () => {
    expect(total(decode, flop, 'attention')).toBe(3 * 5 * 7 * (2 + 2) * 2 * 2);
    // 35 + 5 written, of key and value, 2 numbers of 2 bytes.
    expect(total(decode, (cost) => cost.kvBytes)).toBe(3 * (35 + 5) * 2 * 2 * 2);
  });

  it('the gated part has three matrices of 4×8, the head one of 4×10', () => {
    expect(total(decode, flop, 'feedForward')).toBe(3 * 2 * 5 * 96);
    expect(total(decode, flop, 'head')).toBe(2 * 5 * 40);
  });

  it('a prompt of 4 multiplies the head once and counts 10 pairs', () => {
    const prefill = stepCost(prefillStep(4), ON_H100);
    expect(total(prefill, flop, 'head')).toBe(2 * 40);
    expect(total(prefill, flop, 'attention')).toBe(3 * 10 * 4 * 2 * 2);
  });

  it('two drafts verified beside a token read the cache once', () => {
    const verify = stepCost({ decode: { requests: 5, contextTokens: 7, tokensPerRequest: 3 }, prefill: [] }, ON_H100);
    expect(total(verify, flop, 'projections')).toBe(3 * total(decode, flop, 'projections'));
    expect(total(verify, (cost) => cost.kvBytes)).toBe(3 * (35 + 15) * 8);
  });

  it('an empty step costs nothing', () => {
    expect(stepCost(decodeStep(0, 0), ON_H100)).toEqual([]);
  });
});

describe('Llama-3.1-8B on an H100, against a model written independently', () => {
  const on = deployment('meta-llama/Llama-3.1-8B', 'h100-sxm');
  const ms = (costs: readonly ComponentCost[]): number => 1000 * roofSeconds(costs, on.accelerator);

  it.each([
    [1, 1024, 4.52],
    [64, 4096, 14.83],
    [256, 1024, 15.14],
  ])('decode of %i at context %i: %f ms', (batch, context, wanted) => {
    expect(Math.abs(ms(stepCost(decodeStep(batch, context), on)) / wanted - 1)).toBeLessThan(0.001);
  });

  it('a prompt of 2048: 30.4 ms', () => {
    expect(Math.abs(ms(stepCost(prefillStep(2048), on)) / 30.4 - 1)).toBeLessThan(0.005);
  });
});

describe('LLM-Viewer, Llama-2-7B on an A6000, prompt and context of 2048', () => {
  const { rows, totals } = CHECK_TABLES.llmViewer;
  const on = deployment('meta-llama/Llama-2-7b-hf', 'a6000');
  const layers = 32;
  const opsOf = (stage: 'prefill' | 'decode', pattern: RegExp): number =>
    layers * rows[stage].filter(({ layer }) => pattern.test(layer)).reduce((sum, { ops }) => sum + ops, 0);
  const near = (actual: number, wanted: number): void => {
    expect(Math.abs(actual / wanted - 1)).toBeLessThan(0.005);
  };

  it.each([
    ['prefill', prefillStep(2048)],
    ['decode', decodeStep(1, 2048)],
  ] as const)('operations of projections and feed-forward in %s', (stage, step) => {
    near(total(stepCost(step, on), flop, 'projections'), opsOf(stage, /^(q|k|v|out)_proj/));
    near(total(stepCost(step, on), flop, 'feedForward'), opsOf(stage, /^(gate|up|down)_proj/));
  });

  it('attention of a decode step', () => {
    near(total(stepCost(decodeStep(1, 2048), on), flop, 'attention'), opsOf('decode', /matmul/));
  });

  it('attention of a prompt, where the tool counts all pairs and not the causal half', () => {
    const causal = total(stepCost(prefillStep(2048), on), flop, 'attention');
    near(causal * (2048 / ((2048 + 1) / 2)), opsOf('prefill', /matmul/));
  });

  it.each([
    ['prefill', prefillStep(2048)],
    ['decode', decodeStep(1, 2048)],
  ] as const)('norms in %s', (stage, step) => {
    near(total(stepCost(step, on), flop, 'norms'), opsOf(stage, /norm/));
  });

  it('the head of a token, where the tool counts one operation for a multiply-add', () => {
    near(total(stepCost(decodeStep(1, 2048), on), flop, 'head') / 2, opsOf('decode', /lm_head/) / layers);
  });

  it.each(Object.entries(totals))('weights and KV cache of %s', (key, stages) => {
    const [name = '', , batch = '', context = ''] = key.split('|');
    const requests = Number(batch.replace('bs', ''));
    const tokens = Number(context.replace('seq', ''));
    const costs = stepCost(decodeStep(requests, tokens), deployment(name, 'h100-sxm'));
    near(
      total(costs, (cost) => cost.weightBytes),
      stages.decode.load_weight,
    );
    near(
      total(costs, (cost) => cost.kvBytes),
      stages.decode.load_kv_cache + stages.decode.store_kv_cache,
    );
  });

  it('the time of a decode step, with activations of unfused kernels as the tool has them', () => {
    const stages = totals['meta-llama/Llama-2-7b-hf|nvidia_A6000|bs1|seq2048'];
    const costs = stepCost(decodeStep(1, 2048), on);
    const bytes = total(costs, (cost) => cost.weightBytes + cost.kvBytes);
    const activations = (stages?.decode.load_act ?? 0) + (stages?.decode.store_act ?? 0);
    near((bytes + activations) / 768e9, stages?.decode.inference_time ?? 0);
    // Fused, they are a tenth of a percent less.
    near(roofSeconds(costs, on.accelerator), stages?.decode.inference_time ?? 0);
  });
});

describe('llm-analysis, prompt of 512 and 32 tokens on an A100', () => {
  it.each(CHECK_TABLES.llmAnalysis.filter(({ weight_bytes }) => weight_bytes !== undefined))(
    '$model: it takes 8/3 of the hidden size in the middle, leaves attention out of decode, and counts all pairs and the head of every token of a prompt',
    ({ model: name, prefill_flops = 0, decode_flops = 0, kv_bytes = 0 }) => {
      const on = deployment(
        name === 'llama-7b' ? 'meta-llama/Llama-2-7b-hf' : 'meta-llama/Llama-2-13b-hf',
        'a100-sxm-80',
      );
      const { hiddenSize, layers } = on.model;
      const width = layers[0]?.feedForward.kind === 'dense' ? layers[0].feedForward.intermediateSize : Number.NaN;
      const flopOf = (costs: readonly ComponentCost[], component: Component): number => total(costs, flop, component);
      const narrower = (costs: readonly ComponentCost[]): number =>
        (flopOf(costs, 'feedForward') * (8 / 3) * hiddenSize) / width;
      const near = (actual: number, wanted: number): void => {
        expect(Math.abs(actual / wanted - 1)).toBeLessThan(0.005);
      };
      const decode = stepCost(decodeStep(1, 1), on);
      near(flopOf(decode, 'projections') + narrower(decode) + flopOf(decode, 'head'), decode_flops);
      const prompt = stepCost(prefillStep(512), on);
      const allPairs = flopOf(prompt, 'attention') * (512 / ((512 + 1) / 2));
      near(flopOf(prompt, 'projections') + narrower(prompt) + allPairs + 512 * flopOf(prompt, 'head'), prefill_flops);
      near(
        total(stepCost(decodeStep(1, 543), on), (cost) => cost.kvBytes),
        kv_bytes,
      );
    },
  );
});

describe('for any step', () => {
  const anyStep = fc.record({
    decode: fc.record({ requests: fc.integer({ min: 0, max: 300 }), contextTokens: fc.integer({ min: 1, max: 9000 }) }),
    prefill: fc.array(
      fc.record({ tokens: fc.integer({ min: 1, max: 4000 }), contextTokens: fc.integer({ min: 0, max: 9000 }) }),
      { maxLength: 3 },
    ),
  });
  const names = ['meta-llama/Llama-3.1-8B', 'openai/gpt-oss-120b', 'deepseek-ai/DeepSeek-V3', 'google/gemma-3-27b-it'];
  const anyDeployment = fc.constantFrom(...names).map((name) => deployment(name, 'h100-sxm'));

  it('nothing is negative or not a number, and no roof of the sums exceeds the sum of the roofs', () => {
    fc.assert(
      fc.property(anyStep, anyDeployment, (step, on) => {
        const costs = stepCost(step, on);
        for (const cost of costs) {
          for (const number of [cost.flop, cost.weightBytes, cost.kvBytes, cost.activationBytes]) {
            expect(number).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(number)).toBe(true);
          }
        }
        const whole = roofSeconds(costs, on.accelerator);
        expect(whole).toBeGreaterThanOrEqual((total(costs, bytesOf) / on.accelerator.bytesPerSecond) * (1 - 1e-12));
      }),
      { numRuns: 200 },
    );
  });

  it('tensor parallelism divides FLOP, and never more than evenly', () => {
    fc.assert(
      fc.property(anyStep, fc.constantFrom(...names), fc.constantFrom(2, 4, 8), (step, name, tensor) => {
        const alone = total(stepCost(step, deployment(name, 'h100-sxm')), flop);
        const cut = total(stepCost(step, deployment(name, 'h100-sxm', { parallelism: { tensor } })), flop);
        expect(cut * tensor).toBeGreaterThanOrEqual(alone * (1 - 1e-9));
        expect(cut).toBeLessThanOrEqual(alone);
      }),
      { numRuns: 200 },
    );
  });

  it('prompts cost the same FLOP in one chunk or in several, but for the rows of the head', () => {
    fc.assert(
      fc.property(
        anyDeployment,
        fc.integer({ min: 2, max: 6000 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (on, tokens, share) => {
          const first = Math.max(1, Math.floor(tokens * share));
          const withoutHead = (costs: readonly ComponentCost[]): number =>
            total(costs, flop) - total(costs, flop, 'head');
          const whole = withoutHead(stepCost(prefillStep(tokens), on));
          const parts =
            withoutHead(stepCost(prefillStep(first), on)) +
            withoutHead(stepCost(prefillStep(tokens - first, first), on));
          const isLatent = on.model.layers.some(({ attention }) => attention.kind === 'latent');
          // Latent vectors of the first chunk are unfolded again.
          if (isLatent) expect(parts).toBeGreaterThanOrEqual(whole * (1 - 1e-9));
          else expect(Math.abs(parts / whole - 1)).toBeLessThan(1e-9);
        },
      ),
      { numRuns: 200 },
    );
  });
});
