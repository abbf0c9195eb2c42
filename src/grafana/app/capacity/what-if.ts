import { resolveDeployment, type ResolvedDeployment, type Unresolved } from '../../../roofline/index.ts';
import type { Deployment as Declared } from '../../../settings/index.ts';

/** What one may try instead of what is declared; what is not given stays. */
export interface WhatIf {
  readonly model?: string | undefined;
  readonly gpu?: string | undefined;
  readonly weights?: string | undefined;
  readonly kvCache?: string | undefined;
  readonly tensor?: number | undefined;
  readonly pipeline?: number | undefined;
  readonly maxNumSeqs?: number | undefined;
}

/**
 * Whether the steps take as long, and the KV cache holds as much, as those of what is declared: all but the cap on how many
 * run is as it was.
 */
export function isSameEngine(whatIf: WhatIf, declared: Declared | undefined, servedModel: string | null): boolean {
  const { precision, parallelism, hardware } = declared ?? {};
  const now: Readonly<Record<Exclude<keyof WhatIf, 'maxNumSeqs'>, unknown>> = {
    model: declared?.model ?? servedModel,
    gpu: hardware?.gpu,
    weights: precision?.weights ?? 'auto',
    kvCache: precision?.kvCache ?? 'auto',
    tensor: parallelism?.tensor ?? 1,
    pipeline: parallelism?.pipeline ?? 1,
  };
  return Object.entries(now).every(([name, value]) => {
    const tried = whatIf[name as keyof WhatIf];
    return tried === undefined || tried === value;
  });
}

/** What is declared with these changes, as the cost model takes it; or what is missing. */
export function deploymentWith(
  declared: Declared | undefined,
  servedModel: string | null,
  whatIf: WhatIf,
): ResolvedDeployment | Unresolved {
  const { precision, parallelism, engine, calibration, ...rest } = declared ?? { match: {} };
  const { model, gpu, weights, kvCache, tensor, pipeline, maxNumSeqs } = whatIf;
  return resolveDeployment(
    {
      ...rest,
      ...(model !== undefined && { model }),
      // Another GPU keeps nothing of the declared one.
      ...(gpu !== undefined && gpu !== declared?.hardware?.gpu && { hardware: { gpu } }),
      // What was calibrated holds for the engine that was.
      ...(calibration !== undefined && isSameEngine(whatIf, declared, servedModel) && { calibration }),
      precision: { ...precision, ...(weights !== undefined && { weights }), ...(kvCache !== undefined && { kvCache }) },
      parallelism: {
        ...parallelism,
        ...(tensor !== undefined && { tensor }),
        ...(pipeline !== undefined && { pipeline }),
      },
      engine: { ...engine, ...(maxNumSeqs !== undefined && { maxNumSeqs }) },
    },
    servedModel,
  );
}

/** "deployments[].hardware.gpu" → what to do about it, in a sentence. */
export function sentenceFor(problem: string): string {
  if (problem === 'deployments[].hardware.gpu') {
    return 'The GPU is not known: choose one here, or declare deployments[].hardware.gpu in the settings of the data source.';
  }
  if (problem.startsWith('deployments[].model')) {
    return `The model is not known: choose one here, or declare deployments[].model in the settings of the data source (${problem}).`;
  }
  return `Correct this in the settings of the data source: ${problem}.`;
}
