import { readFileSync } from 'node:fs';
import { decodeStep, predictStep, universalCalibration, type StepPrediction } from '../../src/roofline/index.ts';
import { deployment } from '../roofline/deployments.ts';

/** A step of Llama-3.1-8B that PyTorch ran alone on a GPU: a row of test/fixtures/roofline/measured-steps.csv. */
export interface MeasuredStep {
  readonly gpu: string;
  readonly phase: 'decode' | 'prefill' | 'mixed';
  /** By CUDA graph, or kernel by kernel. */
  readonly launch: 'graph' | 'eager';
  readonly weights: 'bf16' | 'fp8';
  /** Of a prompt that is read in the same step. */
  readonly chunkTokens: number;
  readonly seconds: number;
  readonly predicted: StepPrediction;
}

export const measuredSteps = (): MeasuredStep[] =>
  readRows('measured-steps.csv').map(
    ([gpu = '', phase = '', launch = '', weights = '', requests, context, chunk, milliseconds]) => {
      const where = deployment('meta-llama/Llama-3.1-8B', gpu, { weights: weights === 'fp8' ? 'fp8' : 'auto' });
      const chunkTokens = Number(chunk);
      const step = {
        ...decodeStep(Number(requests), Number(context)),
        prefill: chunkTokens > 0 ? [{ tokens: chunkTokens, contextTokens: 0 }] : [],
      };
      return {
        gpu,
        phase: phase as MeasuredStep['phase'],
        launch: launch as MeasuredStep['launch'],
        weights: weights as MeasuredStep['weights'],
        chunkTokens,
        seconds: Number(milliseconds) / 1e3,
        predicted: predictStep(step, where, universalCalibration(where.model)),
      };
    },
  );

/** What one kernel reached: a row of test/fixtures/roofline/measured-roofs.csv. */
export interface MeasuredRoof {
  readonly gpu: string;
  readonly what: 'copy' | 'read' | 'write' | 'product';
  readonly format: 'bf16' | 'fp8';
  /** Of a product. */
  readonly rows: number;
  readonly flopPerSecond: number;
  /** Of memory traffic; of a product, those of its weights. */
  readonly bytesPerSecond: number;
}

export const measuredRoofs = (): MeasuredRoof[] =>
  readRows('measured-roofs.csv').map(([gpu = '', what = '', format = '', size, columns, depth, microseconds]) => {
    const seconds = Number(microseconds) / 1e6;
    const weights = Number(columns) * Number(depth);
    const isProduct = what === 'product';
    return {
      gpu,
      what: what as MeasuredRoof['what'],
      format: format as MeasuredRoof['format'],
      rows: Number(size),
      flopPerSecond: isProduct ? (2 * Number(size) * weights) / seconds : 0,
      bytesPerSecond: (isProduct ? weights * (format === 'fp8' ? 1 : 2) : Number(size)) / seconds,
    };
  });

const readRows = (file: string): string[][] =>
  readFileSync(`test/fixtures/roofline/${file}`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
