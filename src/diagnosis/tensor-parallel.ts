import type { Analysis, RooflineDetail } from '../analysis/index.ts';
import { quantityOf, type Known } from '../quantities/index.ts';
import { kvCacheCapacityTokens, type Deployment } from '../roofline/index.ts';
import type { Action } from './action.ts';
import { predictedStep } from './predicted-step.ts';

/** The same on so many GPUs; undefined where heads are not divided, with which vLLM does not start, and below one GPU. */
export function withTensor(deployment: Deployment, tensor: number): Deployment | undefined {
  const divides = deployment.model.layers.every(
    ({ attention }) => attention.kind === 'linear' || attention.heads % tensor === 0,
  );
  if (!Number.isInteger(tensor) || tensor < 1 || !divides) return undefined;
  return { ...deployment, parallelism: { ...deployment.parallelism, tensor } };
}

/** Whether the memory of that deployment surely holds so many requests at the context of now. */
export function holds({ resolved, load }: RooflineDetail, deployment: Deployment, requests: number): boolean {
  const { contextTokens } = load.decode;
  const room = kvCacheCapacityTokens(deployment, contextTokens, resolved.gpuMemoryUtilization);
  return room.low >= requests * contextTokens;
}

/** Further than the GPUs of one node it is another matter. */
const MOST_GPUS = 8;

/** Twice as many, where that makes a step shorter. */
export function onMoreGpus(analysis: Analysis, { resolved }: RooflineDetail, step: Known): Action[] {
  const tensor = 2 * resolved.deployment.parallelism.tensor;
  const deployment = withTensor(resolved.deployment, tensor);
  const then = deployment && predictedStep(analysis, step, { deployment });
  if (!then || then.value >= step.value || tensor > MOST_GPUS) return [];
  return [
    {
      knob: '--tensor-parallel-size',
      change: 'raise',
      to: quantityOf(tensor, 'count'),
      mechanism: 'Each GPU keeps, and reads in each step, a smaller part of the weights and of the KV cache.',
      predicts: [
        { measure: 'itlSeconds', direction: 'falls', then },
        { measure: 'kvCacheCapacityTokens', direction: 'rises' },
      ],
      sideEffect:
        'It takes more GPUs, which talk to each other in every layer, so each of them does less for its price.',
      rollback: 'Restart with the value of before.',
      refutedBy: 'itlSeconds stays: launching kernels or talking between GPUs takes what reading saves.',
    },
  ];
}
