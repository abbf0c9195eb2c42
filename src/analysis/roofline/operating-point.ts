import { sum } from '../../quantities/index.ts';
import {
  NOBODY,
  predictStep,
  roofFlopPerSecond,
  stepCost,
  totalWork,
  type Calibration,
  type ComponentCost,
  type Deployment,
  type PrefillChunk,
  type Step,
  type StepPrediction,
  type TotalWork,
} from '../../roofline/index.ts';
import type { EngineLoad } from './engine-load.ts';

export type PhaseKind = 'prefill' | 'decode' | 'together';

/** What one GPU does, on average over the time of its phase. */
export interface PhasePoint {
  readonly kind: PhaseKind;
  readonly flopPerSecond: number;
  readonly bytesPerSecond: number;
  readonly intensityFlopPerByte: number;
  /** At this intensity and mix of number formats: min(peak, intensity · bandwidth). */
  readonly roofFlopPerSecond: number;
  /** Time at the peaks and at full bandwidth, as shares of the time of the phase. */
  readonly mfuRatio: number;
  readonly mbuRatio: number;
  /** Share of the engine's busy time. */
  readonly busyShareRatio: number;
}

export interface OperatingPoint {
  /** While busy. */
  readonly phases: readonly PhasePoint[];
  /** Over all of the window, idle time included. */
  readonly wallClock: PhasePoint;
  /** The decode step as it should be, and what prompts add to it on average. */
  readonly decodeStep: (StepPrediction & { readonly interferenceSeconds: number }) | undefined;
}

/**
 * Where a load puts a GPU under its roofs. Decode and prefill apart as if alone; together without the weights that both read
 * in the steps they share. A phase has the time that it would take alone, stretched or shortened as the measured busy time
 * differs from the predicted one; shares of busy time are those of the times alone.
 *
 *     MFU = Σ FLOP ÷ peak of their format ÷ time          MBU = Σ bytes ÷ bandwidth ÷ time
 */
export function operatingPoint(
  load: EngineLoad,
  deployment: Deployment,
  calibration: Calibration,
  tokenBudget: number,
): OperatingPoint {
  const { promptsPerSecond, decodeStepsPerSecond } = load;
  const isDecoding = decodeStepsPerSecond > 0;
  const predicted = ({ step, costs }: CostedStep): StepPrediction => predictStep(step, deployment, calibration, costs);
  const decode = costed({ decode: isDecoding ? load.decode : NOBODY, prefill: [] }, deployment);
  const decodeStep = predicted(decode);
  const prompts = chunksOf(load, tokenBudget).map((chunk) => ({
    alone: costed({ decode: NOBODY, prefill: [chunk] }, deployment),
    beside: costed({ decode: decode.step.decode, prefill: [chunk] }, deployment),
  }));
  const decodeWork = workOf(decode, decodeStepsPerSecond, deployment);
  const promptWork = addUp(prompts.map(({ alone }) => workOf(alone, promptsPerSecond, deployment)));
  // Weights that a chunk beside decoding requests does not read again.
  const saved = prompts.map(({ alone, beside }) => weightsOf(decode) + weightsOf(alone) - weightsOf(beside));
  const savedBytes = (promptsPerSecond * load.sharedRatio * sum(saved)) / deployment.parallelism.pipeline;

  const promptSeconds = sum(prompts.map(({ beside }) => predicted(beside).seconds - decodeStep.seconds));
  const ofDecode = decodeStepsPerSecond * decodeStep.seconds;
  const ofPrompts = promptsPerSecond * sum(prompts.map(({ alone }) => predicted(alone).seconds));
  const stretch = load.busyRatio / (ofDecode + promptsPerSecond * promptSeconds);
  const share = ofPrompts / (ofDecode + ofPrompts);
  const together = addUp([decodeWork, promptWork, { flop: 0, bytes: -savedBytes, peakSeconds: 0 }]);
  const phases = [
    phasePoint('prefill', promptWork, ofPrompts * stretch, share, deployment),
    phasePoint('decode', decodeWork, ofDecode * stretch, 1 - share, deployment),
    phasePoint('together', together, load.busyRatio, 1, deployment),
  ];
  return {
    phases: phases.filter(({ flopPerSecond }) => flopPerSecond > 0),
    wallClock: phasePoint('together', together, 1, 1, deployment),
    decodeStep: isDecoding
      ? { ...decodeStep, interferenceSeconds: promptsPerSecond * promptSeconds * (load.stepSeconds ?? 0) }
      : undefined,
  };
}

interface CostedStep {
  readonly step: Step;
  readonly costs: readonly ComponentCost[];
}

const costed = (step: Step, deployment: Deployment): CostedStep => ({ step, costs: stepCost(step, deployment) });

const weightsOf = ({ costs }: CostedStep): number => sum(costs.map(({ weightBytes }) => weightBytes));

/** More than any prompt has; a page may say anything. */
const MOST_CHUNKS = 1000;

/** A mean prompt as the scheduler cuts it. */
export function chunksOf(
  { promptsPerSecond, computedTokens, cachedTokens }: EngineLoad,
  tokenBudget: number,
): PrefillChunk[] {
  if (promptsPerSecond === 0 || computedTokens === 0) return [];
  const count = Math.min(MOST_CHUNKS, Math.ceil(computedTokens / tokenBudget));
  const tokens = computedTokens / count;
  return Array.from({ length: count }, (_, i) => ({ tokens, contextTokens: cachedTokens + i * tokens }));
}

/** In a second, of one GPU: costs are of one tensor-parallel rank through all pipeline stages, each on another. */
function workOf({ costs }: CostedStep, perSecond: number, { accelerator, parallelism }: Deployment): TotalWork {
  const { flop, bytes, peakSeconds } = totalWork(costs, accelerator);
  const times = perSecond / parallelism.pipeline;
  return { flop: times * flop, bytes: times * bytes, peakSeconds: times * peakSeconds };
}

const addUp = (works: readonly TotalWork[]): TotalWork => ({
  flop: sum(works.map(({ flop }) => flop)),
  bytes: sum(works.map(({ bytes }) => bytes)),
  peakSeconds: sum(works.map(({ peakSeconds }) => peakSeconds)),
});

/** `timeShare`: of each second, how much the phase had. */
function phasePoint(
  kind: PhaseKind,
  work: TotalWork,
  timeShare: number,
  busyShareRatio: number,
  { accelerator }: Deployment,
): PhasePoint {
  const { flop, bytes, peakSeconds } = work;
  return {
    kind,
    flopPerSecond: flop / timeShare,
    bytesPerSecond: bytes / timeShare,
    intensityFlopPerByte: flop / bytes,
    roofFlopPerSecond: roofFlopPerSecond(work, accelerator),
    mfuRatio: peakSeconds / timeShare,
    mbuRatio: bytes / accelerator.bytesPerSecond / timeShare,
    busyShareRatio,
  };
}
