import type { Deployment as Declared } from '../settings/index.ts';
import { customAccelerator } from './accelerators/index.ts';
import { universalCalibration, type Calibration } from './cost/index.ts';
import { SINGLE_GPU, type Deployment, type KvCacheFormat, type Parallelism } from './deployment.ts';
import { defaultTokenBudget } from './limits/index.ts';
import { findModel, kvCacheFormat, ModelError, readModel, withWeights, type Model } from './models/index.ts';

/** What runs where, and what the scheduler may put into a step. */
export interface ResolvedDeployment {
  readonly deployment: Deployment;
  readonly calibration: Calibration;
  readonly isCalibrated: boolean;
  readonly tokenBudget: number;
  readonly maxNumSeqs: number | undefined;
  readonly gpuMemoryUtilization: number | undefined;
}

/** What is missing or wrong, as keys of ridgeline.yaml and sentences. */
export interface Unresolved {
  readonly problems: readonly string[];
}

export const isUnresolved = (result: ResolvedDeployment | Unresolved): result is Unresolved => 'problems' in result;

/**
 * A deployment of ridgeline.yaml (or of flags) as the cost model takes it. Without `model` the name the engine serves is
 * looked up. Everything else has a default: one GPU, the precision of the checkpoint, a KV cache in 16 bits, vLLM's own
 * token budget for that GPU, the universal calibration.
 */
export function resolveDeployment(
  declared: Partial<Declared> | undefined,
  servedModel: string | null,
): ResolvedDeployment | Unresolved {
  const hardware = hardwareOf(declared);
  const found = shapeOf(declared, servedModel);
  if ('problem' in hardware || 'problem' in found) {
    return { problems: [found, hardware].flatMap((each) => ('problem' in each ? [each.problem] : [])) };
  }
  const { accelerator } = hardware;
  const { model, kvCache } = found;
  const parallelism = { ...SINGLE_GPU, ...defined(declared?.parallelism) };
  const undivided = headsNotDivided(model, parallelism);
  if (undivided !== undefined) return { problems: [undivided] };
  const { maxNumSeqs, maxNumBatchedTokens, gpuMemoryUtilization } = declared?.engine ?? {};
  return {
    deployment: {
      model,
      accelerator,
      parallelism,
      kvCache,
      activationBytesPerElement: declared?.precision?.activations === 'fp32' ? 4 : 2,
    },
    calibration: declared?.calibration ?? universalCalibration(model),
    isCalibrated: declared?.calibration !== undefined,
    tokenBudget: maxNumBatchedTokens ?? defaultTokenBudget(accelerator),
    maxNumSeqs,
    gpuMemoryUtilization,
  };
}

/** Without keys that are there but undefined, which would hide the defaults. */
const defined = (parallelism: Declared['parallelism']): Partial<Parallelism> =>
  Object.fromEntries(Object.entries(parallelism ?? {}).filter(([, value]) => value !== undefined));

/** vLLM does not start where tensor parallelism does not divide the heads, so there is nothing to predict. */
// Source: ModelConfig.verify_with_parallel_config in vllm/config/model.py of the wheel of 0.32.0.
function headsNotDivided({ layers, id }: Model, { tensor }: Parallelism): string | undefined {
  const heads = layers.flatMap(({ attention }) => (attention.kind === 'linear' ? [] : [attention.heads]))[0];
  return heads === undefined || heads % tensor === 0
    ? undefined
    : `deployments[].parallelism.tensor: ${tensor} does not divide the ${heads} attention heads of ${id}, which vLLM refuses`;
}

function hardwareOf(declared: Partial<Declared> | undefined): ReturnType<typeof customAccelerator> {
  if (!declared?.hardware) return { problem: 'deployments[].hardware.gpu' };
  const result = customAccelerator(declared.hardware);
  return 'problem' in result ? { problem: `deployments[].hardware: ${result.problem}` } : result;
}

type Shape = { readonly model: Model; readonly kvCache: KvCacheFormat } | { readonly problem: string };

function shapeOf(declared: Partial<Declared> | undefined, servedModel: string | null): Shape {
  const wanted = declared?.model ?? servedModel;
  if (wanted === null) return { problem: 'deployments[].model' };
  const { weights = 'auto', kvCache = 'auto' } = declared?.precision ?? {};
  try {
    const found =
      typeof wanted === 'string' ? findModel(wanted) : { model: readModel(wanted, servedModel ?? undefined) };
    if ('problem' in found) return { problem: `deployments[].model: ${found.problem}` };
    const model = withWeights(found.model, weights);
    return { model, kvCache: kvCacheFormat(kvCache, model) };
  } catch (error) {
    if (error instanceof ModelError) return { problem: `deployments[].model: ${error.message}` };
    throw error;
  }
}
