import type { Deployment, PrefillChunk } from '../../roofline/index.ts';
import type { EngineLoad } from './engine-load.ts';

/** A load as vLLM's formulas see it. */
export interface CountedLoad {
  readonly load: EngineLoad;
  /** Of a mean prompt, as the scheduler cuts it. */
  readonly chunks: readonly PrefillChunk[];
  /** Sliding windows are heeded since vLLM 0.30; before, they counted as full attention. */
  readonly heedsWindows: boolean;
}

/** A known difference between vLLM's own counters and the work that is done. */
export interface Bias {
  readonly reason: string;
  /** What vLLM counts beyond us in a second: FLOP or bytes of one tensor-parallel rank, over all pipeline stages. */
  readonly perSecond: (counted: CountedLoad, deployment: Deployment) => number;
}

/** Tokens that decode, drafts included. */
export const decodedPerSecond = ({ decode, decodeStepsPerSecond }: EngineLoad): number =>
  decodeStepsPerSecond * decode.requests * (decode.tokensPerRequest ?? 1);

/** Rows of every matrix product. */
export const tokensPerSecond = (load: EngineLoad): number =>
  decodedPerSecond(load) + load.promptsPerSecond * load.computedTokens;
