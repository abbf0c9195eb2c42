import { peakFlopPerSecond } from '../accelerators/index.ts';
import {
  bytesOf,
  decodeStep,
  predictStep,
  stepCost,
  type Calibration,
  type ComponentCost,
  type StepPrediction,
} from '../cost/index.ts';
import type { Deployment } from '../deployment.ts';

export interface SweepPoint extends StepPrediction {
  readonly batch: number;
  /** The roof under which most of the floor is spent. */
  readonly bound: Roof;
}

export type Roof = 'memory' | 'compute';

/** Decode steps of these batches, each request with so much context. */
export const sweep = (
  batches: readonly number[],
  contextTokens: number,
  deployment: Deployment,
  calibration: Calibration,
): SweepPoint[] =>
  batches.map((batch) => {
    const step = decodeStep(batch, contextTokens);
    const costs = stepCost(step, deployment);
    return { batch, ...predictStep(step, deployment, calibration, costs), bound: bindingRoof(costs, deployment) };
  });

/** The roof at which components spend more of their time. */
function bindingRoof(costs: readonly ComponentCost[], { accelerator }: Pick<Deployment, 'accelerator'>): Roof {
  let balance = 0;
  for (const cost of costs) {
    const computeSeconds = cost.flop / peakFlopPerSecond(accelerator, cost.compute);
    const memorySeconds = bytesOf(cost) / accelerator.bytesPerSecond;
    balance += computeSeconds > memorySeconds ? computeSeconds : -memorySeconds;
  }
  return balance > 0 ? 'compute' : 'memory';
}
