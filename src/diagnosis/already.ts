import type { Analysis } from '../analysis/index.ts';
import { CACHE_CONFIG, CACHE_CONFIG_VALUE } from '../metrics/catalogue/index.ts';
import type { Action } from './action.ts';

/** What is configured, of the options that rules advise on; undefined where neither metrics nor settings say. */
const CONFIGURED: Readonly<Record<string, (analysis: Analysis) => string | number | undefined>> = {
  // Source: EngineArgs of vLLM 0.8.5 to 0.32.0: on unless switched off.
  '--enable-prefix-caching': ({ cacheConfig }) => cacheConfig?.[CACHE_CONFIG.prefixCaching] ?? CACHE_CONFIG_VALUE.on,
  // Source: the same; chunked prefill is on for every model that can generate.
  '--enable-chunked-prefill': () => CACHE_CONFIG_VALUE.on,
  '--kv-cache-dtype': ({ cacheConfig, settings }) =>
    cacheConfig?.[CACHE_CONFIG.format] ?? settings.deployment?.precision?.kvCache,
  '--quantization': ({ settings }) => settings.deployment?.precision?.weights,
  '--gpu-memory-utilization': ({ cacheConfig, settings }) =>
    numberOf(cacheConfig?.[CACHE_CONFIG.memoryUtilization]) ?? settings.deployment?.engine?.gpuMemoryUtilization,
  '--max-num-seqs': ({ measures, settings }) =>
    settings.deployment?.engine?.maxNumSeqs ?? (measures.sequenceCap.known ? measures.sequenceCap.value : undefined),
  '--max-num-batched-tokens': ({ settings }) => settings.deployment?.engine?.maxNumBatchedTokens,
  '--tensor-parallel-size': ({ settings }) => settings.deployment?.parallelism?.tensor,
};

const numberOf = (text: string | undefined): number | undefined => {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) ? undefined : value;
};

/** Whether the engine is configured like that already, as far as anybody says, so that the advice would be empty. */
export function isAlready({ knob, change, to, setting }: Action, analysis: Analysis): boolean {
  const now = CONFIGURED[knob]?.(analysis);
  if (now === undefined) return false;
  if (change === 'switch on') return now === CACHE_CONFIG_VALUE.on;
  if (change === 'switch off') return now === CACHE_CONFIG_VALUE.off;
  if (setting !== undefined) return String(now).startsWith(setting);
  if (to === undefined || typeof now !== 'number') return false;
  return change === 'raise' ? now >= to.value : change === 'lower' ? now <= to.value : now === to.value;
}
