import type { RooflineDetail } from '../analysis/index.ts';
import { sum, type Known } from '../quantities/index.ts';
import { stepCost, totalWork } from '../roofline/index.ts';
import { measuredEvidence } from './evidence.ts';
import { quiet, type Quiet } from './outcome.ts';
import type { Threshold } from './rule.ts';

/**
 * A choice: the larger part of the step is the time that no software can save. Source of its size: performance model,
 * section 5, row 7 has a memory use of 0.6 to 0.85 for bandwidth-bound engines; an 8B model on one H100 comes to 0.57 with
 * nothing wrong, and published runs with long contexts to 0.53 and more (section 3.4).
 */
export const NEAR_FLOOR = {
  value: 0.5,
  unit: 'ratio',
  what: 'floor of a step against the measured one, from which the hardware sets its length',
} as const satisfies Threshold;

/** What a decode step of the load reads and writes, and whether that takes longer than what it computes. */
export interface DecodeBytes {
  /** Shares of all bytes. */
  readonly weights: number;
  readonly kvCache: number;
  readonly isMemoryBound: boolean;
}

export function decodeBytes({ resolved, load }: RooflineDetail): DecodeBytes {
  const { deployment } = resolved;
  const { accelerator } = deployment;
  const costs = stepCost({ decode: load.decode, prefill: [] }, deployment);
  const { bytes, peakSeconds } = totalWork(costs, accelerator);
  return {
    weights: sum(costs.map(({ weightBytes }) => weightBytes)) / bytes,
    kvCache: sum(costs.map(({ kvBytes }) => kvBytes)) / bytes,
    isMemoryBound: bytes / accelerator.bytesPerSecond > peakSeconds,
  };
}

type Steps = Readonly<Record<'stepSeconds' | 'predictedStepSeconds' | 'stepEfficiencyRatio', Known>>;

export const stepEvidence = (steps: Steps, nearFloor: number) => ({
  step: measuredEvidence('step', 'stepSeconds', steps.stepSeconds),
  expected: measuredEvidence('step to expect', 'predictedStepSeconds', steps.predictedStepSeconds),
  efficiency: measuredEvidence('floor against the step', 'stepEfficiencyRatio', steps.stepEfficiencyRatio, {
    relation: '≥',
    value: nearFloor,
  }),
});

/** Why it is not reading memory that sets the length of a step; undefined where it is. */
export function notByMemory(steps: Steps, { isMemoryBound }: DecodeBytes, nearFloor: number): Quiet | undefined {
  const evidence = stepEvidence(steps, nearFloor);
  if (steps.stepEfficiencyRatio.value < nearFloor) {
    return quiet('the hardware would need {efficiency} of a step of {step}', evidence);
  }
  return isMemoryBound ? undefined : quiet('computing takes longer than reading', evidence);
}
