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

/** What an engine says of itself. */
interface Served {
  readonly model: string | null;
  /** The number format of its KV cache. */
  readonly kvCache: string | undefined;
}

const known = new WeakMap<Deployment, Map<string, EngineDeployment | Unresolved>>();

/**
 * Settings are read once and looked at for every window of every engine, so what they amount to is kept. What is declared
 * counts, and what is not and the engine says: the model, and the format of the KV cache where the cost model knows it.
 */
export function engineDeployment(declared: Deployment, served: Served): EngineDeployment | Unresolved {
  const ofSettings = known.get(declared) ?? new Map<string, EngineDeployment | Unresolved>();
  known.set(declared, ofSettings);
  const key = JSON.stringify([served.model, served.kvCache]);
  const found = ofSettings.get(key) ?? resolve(declared, served);
  ofSettings.set(key, found);
  return found;
}

function resolve(declared: Deployment, { model, kvCache }: Served): EngineDeployment | Unresolved {
  const { precision } = declared;
  const said =
    kvCache === undefined || precision?.kvCache !== undefined
      ? declared
      : { ...declared, precision: { ...precision, kvCache } };
  const asSaid = resolveDeployment(said, model);
  const resolved = isUnresolved(asSaid) ? resolveDeployment(declared, model) : asSaid;
  if (isUnresolved(resolved)) return resolved;
  const { deployment } = resolved;
  return {
    ...resolved,
    ridgeFlopPerByte: ridgeOfWeights(deployment),
    saturationBatch: saturationBatch(deployment),
    criticalContextTokens: criticalContextTokens(deployment),
  };
}
