import {
  criticalContextTokens,
  isUnresolved,
  resolveDeployment,
  ridgeOfWeights,
  saturationBatch,
  type ResolvedDeployment,
  type Unresolved,
} from '../../roofline/index.ts';
import type { Deployment } from '../../settings/index.ts';

/** What runs where, with the limits that no load changes. */
export interface EngineDeployment extends ResolvedDeployment {
  readonly ridgeFlopPerByte: number;
  readonly saturationBatch: number;
  readonly criticalContextTokens: number | null;
}

const known = new WeakMap<Deployment, Map<string | null, EngineDeployment | Unresolved>>();

/** Settings are read once and looked at for every window of every engine, so what they amount to is kept. */
export function engineDeployment(declared: Deployment, servedModel: string | null): EngineDeployment | Unresolved {
  const ofSettings = known.get(declared) ?? new Map<string | null, EngineDeployment | Unresolved>();
  known.set(declared, ofSettings);
  const found = ofSettings.get(servedModel) ?? resolve(declared, servedModel);
  ofSettings.set(servedModel, found);
  return found;
}

function resolve(declared: Deployment, servedModel: string | null): EngineDeployment | Unresolved {
  const resolved = resolveDeployment(declared, servedModel);
  if (isUnresolved(resolved)) return resolved;
  const { deployment } = resolved;
  return {
    ...resolved,
    ridgeFlopPerByte: ridgeOfWeights(deployment),
    saturationBatch: saturationBatch(deployment),
    criticalContextTokens: criticalContextTokens(deployment),
  };
}
