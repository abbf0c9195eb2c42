import { formatQuantity } from '../quantities/index.ts';
import type { RooflineScene } from '../roofline/drawing/index.ts';
import type { Capability, ResolvedDeployment } from '../roofline/index.ts';
import { roofsOf } from './roofs.ts';

/** The roofline of a deployment on paper: decode steps of the sweep as a trail, its ends and a full prompt step as points. */
export function capabilityScene(
  { points, limits }: Capability,
  { deployment }: ResolvedDeployment,
  contextTokens: number,
): RooflineScene {
  const { accelerator, model, parallelism } = deployment;
  const [first, last] = [points.decode[0], points.decode.at(-1)];
  const decode = first && last && first !== last ? [first, last] : first ? [first] : [];
  return {
    title: `${model.id.split('/').at(-1)} on ${parallelism.tensor * parallelism.pipeline} × ${accelerator.id}, context ${contextTokens}`,
    roofs: roofsOf(deployment).map(({ format, ...roof }) => ({ label: format, ...roof })),
    memory: { label: 'memory', bytesPerSecond: accelerator.bytesPerSecond },
    points: [
      ...decode.map((point) => ({
        ...point,
        kind: 'decode' as const,
        label: `decode × ${point.batch}`,
      })),
      { ...points.prefill, kind: 'prefill' as const, label: `prefill × ${points.prefill.batch}` },
    ],
    trail: points.decode,
    trailLabel: 'decode, other batches',
    limits: [
      ['KV full', limits.kvLimitedRequests.value] as const,
      ['TPOT met', limits.objectiveLimitedRequests ?? 0] as const,
      ['B_sat', limits.saturationBatch] as const,
    ].flatMap(([name, requests]) => {
      const intensityFlopPerByte = intensityAt(requests, points.decode);
      const label = `${name} × ${formatQuantity(Math.floor(requests), 'requests')}`;
      return intensityFlopPerByte === undefined ? [] : [{ label, intensityFlopPerByte, binds: false }];
    }),
  };
}

/** Between the batches of the sweep, where intensity grows with the batch; nothing beyond them. */
function intensityAt(batch: number, sweep: Capability['points']['decode']): number | undefined {
  const above = sweep.findIndex((point) => point.batch >= batch);
  const [from, to] = [sweep[above - 1], sweep[above]];
  if (!from || !to) return undefined;
  const share = (batch - from.batch) / (to.batch - from.batch);
  return from.intensityFlopPerByte + share * (to.intensityFlopPerByte - from.intensityFlopPerByte);
}
