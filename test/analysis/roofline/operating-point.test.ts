import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operatingPoint, type PhaseKind } from '../../../src/analysis/roofline/operating-point.ts';
import {
  bytesOf,
  decodeStep,
  predictStep,
  prefillStep,
  stepCost,
  universalCalibration,
  type ComponentCost,
} from '../../../src/roofline/index.ts';
import { deployment } from '../../roofline/deployments.ts';
import { LOAD } from './loads.ts';

const on = deployment('meta-llama/Llama-3.1-8B', 'h100-sxm');
const calibration = universalCalibration(on.model);
const BUDGET = 8192;
const pointOf = (load = LOAD, deployed = on) => operatingPoint(load, deployed, calibration, BUDGET);
const phase = (kind: PhaseKind, point = pointOf()) => {
  const found = point.phases.find((each) => each.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};
const total = (costs: readonly ComponentCost[], of: (cost: ComponentCost) => number): number =>
  costs.reduce((sum, cost) => sum + of(cost), 0);
const flop = ({ flop: each }: ComponentCost): number => each;

describe('worked by hand', () => {
  const decode = stepCost(decodeStep(8, 2000), on);
  const prompt = stepCost(prefillStep(1000), on);

  it('FLOP are those of ten decode steps and a prompt in each second', () => {
    expect(pointOf().wallClock.flopPerSecond).toBeCloseTo(10 * total(decode, flop) + total(prompt, flop), -3);
  });

  it('bytes are theirs but for the weights, which a prompt beside decoding requests does not read again', () => {
    const weights = total(prompt, ({ weightBytes }) => weightBytes);
    expect(pointOf().wallClock.bytesPerSecond).toBeCloseTo(
      10 * total(decode, bytesOf) + total(prompt, bytesOf) - weights,
      -3,
    );
    expect(pointOf({ ...LOAD, sharedRatio: 0 }).wallClock.bytesPerSecond).toBeCloseTo(
      10 * total(decode, bytesOf) + total(prompt, bytesOf),
      -3,
    );
  });

  it('utilisation while busy is that of the wall clock ÷ the busy share', () => {
    const { wallClock } = pointOf();
    expect(phase('together').mfuRatio).toBeCloseTo(wallClock.mfuRatio / 0.5, 12);
    expect(phase('together').mbuRatio).toBeCloseTo(wallClock.mbuRatio / 0.5, 12);
    // Norms are no work for tensor cores: a thousandth of the time at the peaks.
    expect(wallClock.mfuRatio / (wallClock.flopPerSecond / 989.4e12)).toBeCloseTo(1, 2);
    expect(wallClock.mbuRatio).toBeCloseTo(wallClock.bytesPerSecond / 3352e9, 12);
  });

  it('busy time is divided as the times alone are', () => {
    const decodeSeconds = 10 * predictStep(decodeStep(8, 2000), on, calibration).seconds;
    const promptSeconds = predictStep(prefillStep(1000), on, calibration).seconds;
    expect(phase('decode').busyShareRatio).toBeCloseTo(decodeSeconds / (decodeSeconds + promptSeconds), 12);
    expect(phase('decode').busyShareRatio + phase('prefill').busyShareRatio).toBeCloseTo(1, 12);
  });

  it('prompts add their part of a second to each step: 50 ms of every second see them', () => {
    const point = pointOf();
    const both = predictStep({ ...decodeStep(8, 2000), prefill: prefillStep(1000).prefill }, on, calibration).seconds;
    const alone = predictStep(decodeStep(8, 2000), on, calibration).seconds;
    expect(point.decodeStep?.interferenceSeconds).toBeCloseTo((both - alone) * 0.05, 12);
  });

  it('each GPU of a pipeline does its part, of a tensor-parallel group its share; all do the norms', () => {
    const four = deployment('meta-llama/Llama-3.1-8B', 'h100-sxm', { parallelism: { tensor: 2, pipeline: 2 } });
    const { flopPerSecond } = pointOf(LOAD, four).wallClock;
    expect(flopPerSecond / pointOf().wallClock.flopPerSecond).toBeCloseTo(1 / 4, 3);
  });

  it('a fp8 model has its peaks mixed: matrices at the one, attention and head at the other', () => {
    const fp8 = deployment('meta-llama/Llama-3.1-8B', 'h100-sxm', { weights: 'fp8' });
    const { mfuRatio, flopPerSecond } = pointOf(LOAD, fp8).wallClock;
    expect(mfuRatio).toBeGreaterThan(flopPerSecond / 1978.9e12);
    expect(mfuRatio).toBeLessThan(flopPerSecond / 989.4e12);
  });
});

describe('phases that do not happen', () => {
  it('have no point', () => {
    expect(pointOf({ ...LOAD, promptsPerSecond: 0 }).phases.map(({ kind }) => kind)).toEqual(['decode', 'together']);
    const prompts = pointOf({ ...LOAD, decodeStepsPerSecond: 0, decode: { requests: 0, contextTokens: 0 } });
    expect(prompts.phases.map(({ kind }) => kind)).toEqual(['prefill', 'together']);
    expect(prompts.decodeStep).toBeUndefined();
  });
});

describe('for any load', () => {
  it('that takes as long as predicted, the point lies under both roofs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 256 }),
        fc.integer({ min: 16, max: 8000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.constantFrom('meta-llama/Llama-3.1-8B', 'openai/gpt-oss-120b', 'Qwen/Qwen3-30B-A3B'),
        (requests, contextTokens, computedTokens, name) => {
          const deployed = deployment(name, 'h200-sxm');
          const typical = universalCalibration(deployed.model);
          const decode = { requests, contextTokens };
          const seconds = predictStep({ decode, prefill: [] }, deployed, typical).seconds;
          const prompt = prefillStep(computedTokens).prefill;
          const mixed = predictStep({ decode, prefill: prompt }, deployed, typical).seconds;
          const load = { ...LOAD, decode, computedTokens, busyRatio: 1, decodeStepsPerSecond: 0, promptsPerSecond: 2 };
          const left = 1 - 2 * (mixed - seconds);
          if (left <= 0) return;
          const point = operatingPoint({ ...load, decodeStepsPerSecond: left / seconds }, deployed, typical, BUDGET);
          for (const { flopPerSecond, roofFlopPerSecond, mfuRatio, mbuRatio, kind } of point.phases) {
            expect(mfuRatio, kind).toBeLessThanOrEqual(1);
            expect(mbuRatio, kind).toBeLessThanOrEqual(1);
            expect(flopPerSecond, kind).toBeLessThanOrEqual(roofFlopPerSecond * (1 + 1e-9));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
