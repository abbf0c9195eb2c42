import type { Scrape } from '../../contracts/scrapes.ts';
import { replayed } from './replayed.ts';

const ENGINE = '{engine="0",model_name="tiny"}';

const OLD_NAMES = [
  ['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'],
  ['vllm:inter_token_latency_seconds', 'vllm:time_per_output_token_seconds'],
  ['vllm:prefix_cache_', 'vllm:gpu_prefix_cache_'],
] as const;

/**
 * a_steady with the counters of speculative decoding added by hand: each scrape 4 more drafts of 3 tokens, 2 accepted each,
 * and what 0.8.5 to 0.11 called things beside the new names, as their pages do.
 */
export const speculating: readonly Scrape[] = replayed('a_steady', {
  target: 'speculating',
  startAtSeconds: 1_795_400_000,
}).map((scrape, i) => ({
  ...scrape,
  body: `${withOldNames(scrape.body)}${[
    ['num_drafts', 4],
    ['num_draft_tokens', 12],
    ['num_accepted_tokens', 8],
  ]
    .map(([name, each]) => `vllm:spec_decode_${name}_total${ENGINE} ${Number(each) * i}\n`)
    .join('')}`,
}));

/** 0.9.2 to 0.11.2 show some metrics under two names, with the same numbers. */
export function withOldNames(page: string): string {
  const doubled = page
    .split('\n')
    .filter((line) => OLD_NAMES.some(([name]) => line.startsWith(name)))
    .map((line) => OLD_NAMES.reduce((text, [name, old]) => text.replace(name, old), line));
  return `${page}${doubled.join('\n')}\n`;
}
