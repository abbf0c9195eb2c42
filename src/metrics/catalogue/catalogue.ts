import { CONFIGURATION } from './configuration.ts';
import type { MetricDefinition } from './definition.ts';
import { FRONTEND } from './frontend.ts';
import { KV_CACHE } from './kv-cache.ts';
import { KV_OFFLOAD } from './kv-offload.ts';
import { KV_TRANSFER } from './kv-transfer.ts';
import { LATENCY } from './latency.ts';
import { MODEL_FLOPS } from './model-flops.ts';
import { PREFIX_CACHE } from './prefix-cache.ts';
import { REMOVED } from './removed.ts';
import { REQUESTS } from './requests.ts';
import { SPECULATIVE_DECODING } from './speculative-decoding.ts';
import { TOKENS } from './tokens.ts';

const TABLES = [
  ...REQUESTS,
  ...TOKENS,
  ...LATENCY,
  ...KV_CACHE,
  ...PREFIX_CACHE,
  ...SPECULATIVE_DECODING,
  ...MODEL_FLOPS,
  ...KV_TRANSFER,
  ...KV_OFFLOAD,
  ...CONFIGURATION,
  ...FRONTEND,
  ...REMOVED,
] as const;

/** What our code calls a metric, whatever vLLM called it in the version at hand. */
export type Meaning = (typeof TABLES)[number]['meaning'];

/** Everything vLLM has measured in the sixteen releases read, one entry per meaning. */
export const CATALOGUE: readonly (MetricDefinition & { readonly meaning: Meaning })[] = TABLES;

const BY_MEANING = Object.fromEntries(CATALOGUE.map((definition) => [definition.meaning, definition])) as Readonly<
  Record<Meaning, MetricDefinition>
>;

export const definitionOf = (meaning: Meaning): MetricDefinition => BY_MEANING[meaning];
