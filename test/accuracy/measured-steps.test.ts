import { describe, expect, it } from 'vitest';
import { launchOverhead } from '../../src/diagnosis/rules/launch-overhead.ts';
import {
  bestGemmEfficiency,
  gemmEfficiency,
  peakFlopPerSecond,
  universalCalibration,
} from '../../src/roofline/index.ts';
import { deployment, gpu } from '../roofline/deployments.ts';
import { measuredRoofs, measuredSteps, type MeasuredStep } from './measured-steps.ts';

// Measured for this project and used for no constant: the cost model has never seen these numbers.
const steps = measuredSteps();
const roofs = measuredRoofs();
const GPUS = ['h100-sxm', 'h200'];

const stepsOf = (phase: string, launch: string, weights = 'bf16'): MeasuredStep[] =>
  steps.filter((step) => step.phase === phase && step.launch === launch && step.weights === weights);

const errors = (chosen: readonly MeasuredStep[]): number[] =>
  chosen.map(({ seconds, predicted }) => Math.abs(predicted.seconds / seconds - 1)).sort((a, b) => a - b);

const atShare = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;

describe('steps of an 8B model that PyTorch ran alone', () => {
  it('are never faster than the roofs', () => {
    expect(steps).toHaveLength(119);
    expect(steps.filter(({ seconds, predicted }) => seconds < predicted.floorSeconds)).toEqual([]);
  });

  it('are predicted by constants that come from serving: decoding, nine of ten as well as they say', () => {
    const found = errors(stepsOf('decode', 'graph'));
    expect(found).toHaveLength(72);
    expect(atShare(found, 0.5)).toBeLessThan(0.12);
    const { errorRatio } = universalCalibration(deployment('meta-llama/Llama-3.1-8B', 'h200').model);
    expect(atShare(found, 0.9)).toBeLessThan(errorRatio);
    expect(atShare(found, 1)).toBeLessThan(0.2);
  });

  it('are too long by up to 28 % where prompts are read: serving does more around them', () => {
    const ratios = stepsOf('prefill', 'graph').map(({ seconds, predicted }) => predicted.seconds / seconds);
    expect(Math.min(...ratios)).toBeGreaterThan(1);
    expect(Math.max(...ratios)).toBeLessThan(1.28);
  });

  it('with weights in FP8 are predicted as well', () => {
    const found = errors(stepsOf('decode', 'graph', 'fp8'));
    expect(found).toHaveLength(13);
    expect(atShare(found, 0.5)).toBeLessThan(0.08);
    expect(atShare(found, 1)).toBeLessThan(0.12);
  });

  it('that read a part of a prompt beside 64 requests are predicted within 21 %, a large one never too short', () => {
    const mixed = stepsOf('mixed', 'graph');
    expect(mixed.map(({ chunkTokens }) => chunkTokens)).toEqual([0, 128, 256, 512, 1024, 2048, 4096, 8192]);
    expect(atShare(errors(mixed), 1)).toBeLessThan(0.21);
    const large = mixed.filter(({ chunkTokens }) => chunkTokens >= 256);
    expect(large.filter(({ seconds, predicted }) => predicted.seconds < seconds)).toEqual([]);
  });

  it('grow with the batch as predicted, up to a quarter either way', () => {
    for (const name of GPUS) {
      const decoding = stepsOf('decode', 'graph').filter(({ gpu: where }) => where === name);
      const growth = (of: (step: MeasuredStep) => number): number =>
        Math.max(...decoding.map(of)) / Math.min(...decoding.map(of));
      const ratio = growth(({ predicted }) => predicted.seconds) / growth(({ seconds }) => seconds);
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.25);
    }
  });

  it('stand apart by the thresholds of launch-overhead where kernels are launched one by one', () => {
    const { overheadShare, bandwidthUsed } = launchOverhead.thresholds;
    // Decoding is bound by memory, so the floor is the time that its bytes take at the full bandwidth.
    const isLaunchBound = ({ seconds, predicted }: MeasuredStep): boolean => {
      const work = predicted.seconds - predicted.overheadSeconds;
      return (
        (seconds - work) / seconds >= overheadShare.value && predicted.floorSeconds / seconds < bandwidthUsed.value
      );
    };
    // Where a step is longer than what launching costs, nobody waits for launches.
    const small = stepsOf('decode', 'eager').filter(({ predicted }) => predicted.seconds < 0.0095);
    expect(small).toHaveLength(6);
    expect(small.filter((step) => !isLaunchBound(step))).toEqual([]);
    expect(stepsOf('decode', 'graph').filter(isLaunchBound)).toEqual([]);
  });
});

describe('the roofs of the catalogue', () => {
  it.each(GPUS)('of %s are not exceeded, and nearly reached', (name) => {
    const accelerator = gpu(name);
    const ofThis = roofs.filter((roof) => roof.gpu === name);
    const shares = ofThis.map(({ bytesPerSecond }) => bytesPerSecond / accelerator.bytesPerSecond);
    expect(Math.max(...shares)).toBeLessThan(1);
    const reading = ofThis.find(({ what }) => what === 'read')?.bytesPerSecond ?? NaN;
    expect(reading / accelerator.bytesPerSecond).toBeGreaterThan(0.9);
    for (const format of ['bf16', 'fp8'] as const) {
      const products = ofThis.filter((roof) => roof.format === format).map(({ flopPerSecond }) => flopPerSecond);
      const used = Math.max(...products) / peakFlopPerSecond(accelerator, format);
      expect(used).toBeLessThan(format === 'bf16' ? (bestGemmEfficiency(accelerator)?.computeRatio ?? NaN) : 1);
      expect(used).toBeGreaterThan(0.7);
    }
  });

  it.each(GPUS)('the efficiency of BF16 products on %s is the one measured elsewhere, within a third', (name) => {
    const accelerator = gpu(name);
    for (const rows of [1, 8, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192]) {
      const found = roofs
        .filter((roof) => roof.gpu === name && roof.format === 'bf16' && roof.rows === rows)
        .map(({ flopPerSecond }) => flopPerSecond / peakFlopPerSecond(accelerator, 'bf16'))
        .sort((left, right) => left - right);
      expect(found).toHaveLength(5);
      const ratio = (found[2] ?? NaN) / (gemmEfficiency(accelerator, 'bf16', rows)?.computeRatio ?? NaN);
      expect(Math.abs(Math.log(ratio)), `${rows} rows: ${ratio}`).toBeLessThan(Math.log(4 / 3));
    }
  });
});
