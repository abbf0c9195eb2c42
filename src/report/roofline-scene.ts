import { formatQuantity } from '../quantities/index.ts';
import type { RooflineScene } from '../roofline/drawing/index.ts';
import type { RooflineReport } from './roofline-schema.ts';

/** What drawings call the limits of a batch. */
export const LIMIT_NAMES: Readonly<Record<RooflineReport['limits'][number]['id'], string>> = {
  'sequence-cap': 'slots',
  'kv-cache': 'KV full',
  'tpot-objective': 'TPOT met',
  saturation: 'B_sat',
};

/** The roofline of one engine as a picture; `trail` is where it was before, oldest first. */
export const rooflineScene = (
  { model, weights, accelerator, gpus, bytesPerSecond, roofs, points, limits }: RooflineReport,
  trail: readonly RooflineReport[] = [],
): RooflineScene => ({
  title: `${model.split('/').at(-1)}, ${weights}, on ${gpus} × ${accelerator}, while busy`,
  roofs: roofs.map(({ format, flopPerSecond, isUsed }) => ({ label: format, flopPerSecond, isUsed })),
  memory: { label: 'memory', bytesPerSecond },
  points: points.map(({ kind, intensityFlopPerByte, flopPerSecond, busyShareRatio }) => ({
    label: kind,
    kind,
    intensityFlopPerByte,
    flopPerSecond,
    busyShare: busyShareRatio,
  })),
  trail: trail.flatMap((earlier) =>
    earlier.points
      .filter(({ kind }) => kind === 'together')
      .map(({ intensityFlopPerByte, flopPerSecond }) => ({ intensityFlopPerByte, flopPerSecond })),
  ),
  limits: limits.map(({ id, requests, intensityFlopPerByte, binds }) => ({
    label: `${LIMIT_NAMES[id]} × ${formatQuantity(Math.floor(requests), 'requests')}`,
    intensityFlopPerByte,
    binds,
  })),
});
