import type { EngineLoad } from '../../../src/analysis/roofline/engine-load.ts';

/** Ten steps a second of eight requests, one prompt of 1000 tokens a second, busy half of the time. */
export const LOAD: EngineLoad = {
  decodeStepsPerSecond: 10,
  decode: { requests: 8, contextTokens: 2000, tokensPerRequest: 1 },
  promptsPerSecond: 1,
  computedTokens: 1000,
  cachedTokens: 0,
  sharedRatio: 1,
  busyRatio: 0.5,
  stepSeconds: 0.05,
};
