import type { GroupedAttention } from '../models/index.ts';

type Reach = GroupedAttention['reach'];

/** How many tokens a token at the end of so long a context looks at, itself included. */
export function spanOfToken(reach: Reach, contextTokens: number): number {
  if (reach === null || contextTokens <= reach.tokens) return contextTokens;
  // Somewhere in its chunk, and contexts are means over requests: on average the middle.
  return reach.kind === 'sliding' ? reach.tokens : (reach.tokens + 1) / 2;
}

/**
 * Pairs of query and key of a prompt chunk of n tokens behind c others: Σᵢ₌₁ⁿ span(c + i), causal, each counted once.
 *
 *     all                 n·c + n(n + 1)/2
 *     sliding window w    the same while c + i ≤ w, then w each
 *     chunks of w         within its chunk of w each looks back to the chunk's beginning
 */
export function pairsOfChunk(reach: Reach, tokens: number, contextTokens: number): number {
  return pairsUpTo(reach, contextTokens + tokens) - pairsUpTo(reach, contextTokens);
}

function pairsUpTo(reach: Reach, tokens: number): number {
  if (reach === null || tokens <= reach.tokens) return triangle(tokens);
  if (reach.kind === 'sliding') return triangle(reach.tokens) + (tokens - reach.tokens) * reach.tokens;
  const whole = Math.floor(tokens / reach.tokens);
  return whole * triangle(reach.tokens) + triangle(tokens - whole * reach.tokens);
}

const triangle = (n: number): number => (n * (n + 1)) / 2;

/** Keys that a chunk reads at least once: its own and those before it that any of its tokens reaches. */
export function keysOfChunk(reach: Reach, tokens: number, contextTokens: number): number {
  if (reach === null) return contextTokens + tokens;
  const before = reach.kind === 'sliding' ? reach.tokens - 1 : contextTokens % reach.tokens;
  return Math.min(contextTokens, before) + tokens;
}
