import {
  findAccelerator,
  findModel,
  kvCacheFormat,
  SINGLE_GPU,
  withWeights,
  type Accelerator,
  type Deployment,
  type Model,
  type Parallelism,
} from '../../src/roofline/index.ts';

export function gpu(name: string): Accelerator {
  const found = findAccelerator(name);
  if (!found) throw new Error(`no GPU ${name}`);
  return found;
}

export function model(name: string, weights = 'auto'): Model {
  const found = findModel(name);
  if ('problem' in found) throw new Error(found.problem);
  return withWeights(found.model, weights);
}

interface Choices {
  readonly weights?: string;
  readonly kvCache?: string;
  readonly parallelism?: Partial<Parallelism>;
}

export function deployment(name: string, gpuName: string, choices: Choices = {}): Deployment {
  const read = model(name, choices.weights);
  return {
    model: read,
    accelerator: gpu(gpuName),
    parallelism: { ...SINGLE_GPU, ...choices.parallelism },
    kvCache: kvCacheFormat(choices.kvCache ?? 'auto', read),
    activationBytesPerElement: 2,
  };
}
