import type { RooflineDetail } from '../analysis/index.ts';
import { sum } from '../quantities/index.ts';
import { stepCost, totalWork } from '../roofline/index.ts';
import { measuredEvidence } from './evidence.ts';
import { missingForStep } from './missing-for-step.ts';
import { cannotTell, quiet, type Outcome } from './outcome.ts';
import type { Subject, Threshold } from './rule.ts';

/** Steps whose length is set by reading memory, weights or keys and values. */

export const STEP_NEEDS = ['stepSeconds', 'predictedStepSeconds', 'stepEfficiencyRatio'] as const;
export type StepSubject = Subject<(typeof STEP_NEEDS)[number]>;
type Steps = StepSubject['measures'];

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
interface DecodeBytes {
  /** Shares of all bytes. */
  readonly weights: number;
  readonly kvCache: number;
  readonly isMemoryBound: boolean;
}

function decodeBytes({ resolved, load }: RooflineDetail): DecodeBytes {
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

export const stepEvidence = (steps: Steps, nearFloor: number) => ({
  step: measuredEvidence('step', 'stepSeconds', steps.stepSeconds),
  expected: measuredEvidence('step to expect', 'predictedStepSeconds', steps.predictedStepSeconds),
  efficiency: measuredEvidence('floor against the step', 'stepEfficiencyRatio', steps.stepEfficiencyRatio, {
    relation: '≥',
    value: nearFloor,
  }),
});

interface MemoryBound {
  readonly roofline: RooflineDetail;
  readonly bytes: DecodeBytes;
}

/** What a step reads, where that sets its length; otherwise why it does not, or why nobody can tell. */
export function memoryBound(subject: StepSubject, nearFloor: number): MemoryBound | Outcome {
  const { measures, analysis } = subject;
  const { roofline } = analysis;
  const missing = missingForStep(subject);
  if (!roofline || missing.length > 0) return cannotTell(...missing);
  const evidence = stepEvidence(measures, nearFloor);
  if (measures.stepEfficiencyRatio.value < nearFloor) {
    return quiet('the hardware would need {efficiency} of a step of {step}', evidence);
  }
  const bytes = decodeBytes(roofline);
  return bytes.isMemoryBound ? { roofline, bytes } : quiet('computing takes longer than reading', evidence);
}
