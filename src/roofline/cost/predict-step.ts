import type { Deployment } from '../deployment.ts';
import { layerCount } from '../models/index.ts';
import type { Calibration } from './calibration.ts';
import { collectiveSeconds } from './collectives.ts';
import type { ComponentCost } from './component-cost.ts';
import { padded } from './graph-padding.ts';
import { roofSeconds } from './roof-seconds.ts';
import { stepCost } from './step-cost.ts';
import type { Step } from './step.ts';

/** The addends of a predicted step. */
export interface StepPrediction {
  readonly seconds: number;
  /** At the roofs. */
  readonly floorSeconds: number;
  /** What real kernels lose against the roofs, and CUDA graphs by padding. */
  readonly kernelSeconds: number;
  /** Launching and scheduling. */
  readonly overheadSeconds: number;
  readonly collectiveSeconds: number;
}

/**
 * floor + kernels + layers · overhead + decoding requests · overhead + collectives. An empty step takes no time. `costs` are
 * those of the step, for whoever has them already.
 */
export function predictStep(
  step: Step,
  deployment: Deployment,
  calibration: Calibration,
  costs: readonly ComponentCost[] = stepCost(step, deployment),
): StepPrediction {
  const { accelerator, model } = deployment;
  if (costs.length === 0)
    return { seconds: 0, floorSeconds: 0, kernelSeconds: 0, overheadSeconds: 0, collectiveSeconds: 0 };
  const run = padded(step);
  const floorSeconds = roofSeconds(costs, accelerator);
  const workSeconds = roofSeconds(run === step ? costs : stepCost(run, deployment), accelerator, calibration);
  const { layerOverheadSeconds, requestOverheadSeconds = 0 } = calibration;
  const overheadSeconds = layerCount(model) * layerOverheadSeconds + step.decode.requests * requestOverheadSeconds;
  const collectives = collectiveSeconds(run, deployment);
  return {
    seconds: workSeconds + overheadSeconds + collectives,
    floorSeconds,
    kernelSeconds: workSeconds - floorSeconds,
    overheadSeconds,
    collectiveSeconds: collectives,
  };
}
