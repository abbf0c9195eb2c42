import type { Comparison, RooflineDetail } from '../analysis/index.ts';
import { mainFormat } from '../roofline/index.ts';
import type { RooflineReport } from './roofline-schema.ts';
import { roofsOf } from './roofs.ts';

/** The part of the report that a roofline is drawn from. */
export function rooflineReport({ resolved, point, limits, counterCheck, culprit }: RooflineDetail): RooflineReport {
  const { deployment, isCalibrated } = resolved;
  const { accelerator, model, parallelism } = deployment;
  return {
    model: model.id,
    weights: mainFormat(model).name,
    accelerator: accelerator.id,
    gpus: parallelism.tensor * parallelism.pipeline,
    calibrated: isCalibrated,
    ...(culprit !== undefined && { problem: culprit }),
    bytesPerSecond: accelerator.bytesPerSecond,
    roofs: roofsOf(deployment),
    points: point.phases.map((phase) => ({
      ...phase,
      bound: phase.intensityFlopPerByte * accelerator.bytesPerSecond > phase.roofFlopPerSecond ? 'compute' : 'memory',
    })),
    limits: [...limits],
    ...(counterCheck && {
      counterCheck: {
        flop: comparison(counterCheck.flop),
        ...(counterCheck.bytes && { bytes: comparison(counterCheck.bytes) }),
      },
    }),
  };
}

const comparison = ({ suspicion, differences, ...numbers }: Comparison) => ({
  ...numbers,
  differences: differences.map((difference) => ({ ...difference })),
  ...(suspicion !== undefined && { suspicion }),
});
