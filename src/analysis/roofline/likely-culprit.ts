import { mainFormat, withWeights, type Deployment, type ResolvedDeployment } from '../../roofline/index.ts';
import type { EngineLoad } from './engine-load.ts';
import { operatingPoint, type OperatingPoint } from './operating-point.ts';

/** Rounding and sampling; a real utilisation stays well below 1. */
const TOLERATED_RATIO = 1.02;

/** What else could be declared, the likeliest mistake first. */
const CHANGES: readonly (readonly [what: string, change: (deployment: Deployment) => Deployment])[] = [
  ...[2, 4, 8].map(
    (tensor) =>
      [
        `parallelism.tensor: ${tensor}`,
        (deployment: Deployment) => ({ ...deployment, parallelism: { ...deployment.parallelism, tensor } }),
      ] as const,
  ),
  ...['fp8', 'int4'].map(
    (weights) =>
      [
        `precision.weights: ${weights}`,
        (deployment: Deployment) => ({ ...deployment, model: withWeights(deployment.model, weights) }),
      ] as const,
  ),
];

/**
 * No GPU exceeds its roofs, so a utilisation above 1 is a mistake in what is declared (or an efficiency that nobody has
 * modelled, such as a prefix shared by the whole batch). Names the smallest change that brings it below 1. Undefined where
 * nothing is above.
 */
export function likelyCulprit(
  load: EngineLoad,
  { deployment, calibration, tokenBudget }: ResolvedDeployment,
  point: OperatingPoint,
): string | undefined {
  const highest = highestRatio(point);
  if (highest.ratio <= TOLERATED_RATIO) return undefined;
  const found = CHANGES.find(([, change]) => {
    const changed = change(deployment);
    return highestRatio(operatingPoint(load, changed, calibration, tokenBudget)).ratio <= 1;
  });
  const { accelerator, model, parallelism } = deployment;
  return [
    `${highest.name} would be ${(highest.ratio * 100).toFixed(0)} % with ${model.id} in ${mainFormat(model).name} on ${parallelism.tensor * parallelism.pipeline} × ${accelerator.id}, which cannot be`,
    found
      ? `it would be possible with ${found[0]}; check that first`
      : 'neither more GPUs nor narrower weights explain it: check model and GPU',
  ].join('; ');
}

function highestRatio({ phases }: OperatingPoint): { readonly name: string; readonly ratio: number } {
  return phases
    .flatMap(({ kind, mfuRatio, mbuRatio }) => [
      { name: `MFU (${kind})`, ratio: mfuRatio },
      { name: `MBU (${kind})`, ratio: mbuRatio },
    ])
    .reduce((highest, each) => (each.ratio > highest.ratio ? each : highest), { name: '', ratio: 0 });
}
