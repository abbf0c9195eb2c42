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

/** What is declared with these changes, as the cost model takes it; or what is missing. */
export function deploymentWith(
  declared: Declared | undefined,
  servedModel: string | null,
  { model, gpu, weights, kvCache, tensor, pipeline, maxNumSeqs }: WhatIf,
): ResolvedDeployment | Unresolved {
  const { precision, parallelism, engine, calibration, ...rest } = declared ?? { match: {} };
  // Another GPU keeps nothing of the declared one; what was calibrated holds for the engine that was.
  const isSameMachine = gpu === undefined && model === undefined && weights === undefined && kvCache === undefined;
  return resolveDeployment(
    {
      ...rest,
      ...(model !== undefined && { model }),
      ...(gpu !== undefined && { hardware: { gpu } }),
      ...(calibration !== undefined && isSameMachine && { calibration }),
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
