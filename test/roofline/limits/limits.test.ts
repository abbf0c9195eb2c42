import { describe, expect, it } from 'vitest';
import {
  chunkSeconds,
  criticalContextTokens,
  decodeStep,
  halfSaturationBatch,
  kvCacheCapacityTokens,
  objectiveLimitedRequests,
  predictServing,
  predictStep,
  saturationBatch,
  sweep,
  universalCalibration,
  type Deployment,
  type WeightFormat,
} from '../../../src/roofline/index.ts';
import { CHECK_TABLES } from '../check-tables.ts';
import { deployment } from '../deployments.ts';

const NAMES: Readonly<Record<string, string>> = {
  'Llama-3.1-8B': 'meta-llama/Llama-3.1-8B',
  'Llama-3.1-70B': 'meta-llama/Llama-3.1-70B',
  'Qwen3-32B': 'Qwen/Qwen3-32B',
};
const GPUS: Readonly<Record<string, string>> = {
  'A100-80': 'a100-sxm-80',
  H100: 'h100-sxm',
  H200: 'h200-sxm',
  L4: 'l4',
};

/** The table takes every weight, the head too, in the format of the weights, and attention at that peak. */
function inOneFormat(on: Deployment): Deployment {
  const { dense } = on.model.formats;
  const all = (format: WeightFormat) => ({
    attention: format,
    dense: format,
    experts: format,
    embedding: format,
    head: format,
  });
  return { ...on, model: { ...on.model, formats: all(dense) } };
}

describe.each(CHECK_TABLES.bSat)(
  'B_sat, c* and B½ of %s in %s on %s, head in the format of the weights',
  (name, weights, gpu, ...row) => {
    const [ridge, saturation, critical, ...halves] = row;
    const isEight = weights.startsWith('fp8');
    const on = inOneFormat(deployment(NAMES[name] ?? '', GPUS[gpu] ?? '', isEight ? { weights: 'fp8' } : {}));

    it('saturation', () => {
      expect(Math.abs(saturationBatch(on) - saturation)).toBeLessThanOrEqual(0.5 + saturation * 0.005);
      expect(ridge).toBe(Math.round(isEight ? 2 * saturationBatch(on) : saturationBatch(on)));
    });

    it('critical context, which with 8-bit weights is a hundredth more since attention stays in 16 bits and norms are counted', () => {
      const tolerance = isEight ? 0.016 : 0.005;
      expect(Math.abs((criticalContextTokens(on) ?? 0) / critical - 1)).toBeLessThan(tolerance);
    });

    it('half-saturation at 1k, 2k and 8k, rounded', () => {
      [1024, 2048, 8192].forEach((context, i) => {
        expect(Math.abs(halfSaturationBatch(on, context) - (halves[i] ?? 0))).toBeLessThanOrEqual(0.5);
      });
    });
  },
);

describe('experts', () => {
  it('saturate when each has a full matrix of tokens: 295 · 128 ÷ 8', () => {
    expect(saturationBatch(deployment('Qwen/Qwen3-30B-A3B', 'h100-sxm'))).toBeCloseTo((295.17 * 128) / 8, -1);
  });

  it('of DeepSeek-V3 in 16 bits the latent cache is read so seldom that decoding is never memory-bound by context alone', () => {
    // 2·128·1088 FLOP for 1152 bytes: 242 a byte, below the ridge of 295; cut over 8 GPUs it is a eighth of that.
    expect(criticalContextTokens(deployment('deepseek-ai/DeepSeek-V3', 'h100-sxm'))).not.toBeNull();
  });
});

describe('memory', () => {
  it('Llama-3.1-8B on an RTX 3090 holds some 31 thousand tokens, as the log of vLLM says with its 17 GiB peak', () => {
    const { value, low, high } = kvCacheCapacityTokens(deployment('meta-llama/Llama-3.1-8B', 'rtx3090'), 2048, 0.9);
    // 0.9 · 24 GiB − 14.96 − 2.5 = 4.14 GiB of 131072 bytes a token.
    expect(value).toBeCloseTo((0.9 * 24 - 14.958 - 2.5) * 8192, -2);
    expect(low).toBeLessThan(31_232);
    expect(high).toBeGreaterThan(31_232);
  });

  it('holds nothing when the weights do not fit', () => {
    expect(kvCacheCapacityTokens(deployment('meta-llama/Llama-3.1-70B', 'h100-sxm'), 2048).value).toBe(0);
  });
});

describe('objectives and chunks', () => {
  const on = deployment('meta-llama/Llama-3.1-8B', 'h100-sxm');
  const calibration = universalCalibration(on.model);
  const stepOf = (batch: number): number => predictStep(decodeStep(batch, 2048), on, calibration).seconds;

  it('the batch within an objective is the last whose step is', () => {
    const batch = objectiveLimitedRequests(0.02, 2048, on, calibration);
    expect(stepOf(batch)).toBeLessThanOrEqual(0.02);
    expect(stepOf(batch + 1)).toBeGreaterThan(0.02);
    expect(objectiveLimitedRequests(0.001, 2048, on, calibration)).toBe(0);
  });

  it('a chunk of 8192 tokens delays everybody by some 250 ms: 8192 · 15 GFLOP at half of the peak', () => {
    const seconds = chunkSeconds(
      { tokens: 8192, contextTokens: 0 },
      { requests: 32, contextTokens: 2048 },
      on,
      calibration,
    );
    expect(seconds).toBeGreaterThan(0.22);
    expect(seconds).toBeLessThan(0.3);
  });

  it('the sweep grows with the batch and ends memory-bound at this context', () => {
    const points = sweep([1, 8, 64, 512], 2048, on, calibration);
    expect(points.map(({ seconds }) => seconds)).toEqual(
      [...points.map(({ seconds }) => seconds)].sort((a, b) => a - b),
    );
    expect(points.map(({ bound }) => bound)).toEqual(['memory', 'memory', 'memory', 'memory']);
    for (const point of points) {
      const { floorSeconds, kernelSeconds, overheadSeconds, collectiveSeconds, seconds } = point;
      expect(floorSeconds + kernelSeconds + overheadSeconds + collectiveSeconds).toBeCloseTo(seconds, 12);
    }
  });
});

describe('a closed loop', () => {
  const on = deployment('meta-llama/Llama-3.1-8B', 'h100-sxm');
  const calibration = universalCalibration(on.model);
  const serve = (concurrency: number, runningLimit = Number.POSITIVE_INFINITY) =>
    predictServing(
      { inputTokens: 1024, outputTokens: 256, concurrency, tokenBudget: 8192, runningLimit },
      on,
      calibration,
    );

  it('of one client is a step between tokens, and a prompt before them', () => {
    const { tpotSeconds, ttftSeconds } = serve(1);
    expect(tpotSeconds.value).toBeCloseTo(predictStep(decodeStep(1, 1152), on, calibration).seconds, 4);
    expect(ttftSeconds.low).toBeLessThan(ttftSeconds.value);
  });

  it('queues by Little’s law when fewer run than want to', () => {
    const { ttftSeconds, tpotSeconds, runningRequests } = serve(64, 16);
    expect(runningRequests).toBe(16);
    expect(tpotSeconds.value).toBeCloseTo(serve(16).tpotSeconds.value, 6);
    // Three of four wait three times as long as one is in the engine.
    const inEngine = 255 * tpotSeconds.value;
    expect(ttftSeconds.value / (3 * inEngine)).toBeGreaterThan(1);
    expect(ttftSeconds.value / (3 * inEngine)).toBeLessThan(1.15);
  });

  it('takes longer with more clients', () => {
    const times = [1, 4, 16, 64].map((clients) => serve(clients).tpotSeconds.value);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});
