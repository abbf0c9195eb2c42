import { DIVISION } from '../../metrics/catalogue/index.ts';
import { unknown, type Measured } from '../../quantities/index.ts';
import { increaseOf, increasesOf, whatIsMissing, type Window } from '../../metrics/window/index.ts';
import { meanOf, perSecond, perSecondOf } from '../engine-window.ts';
import type { Contribution } from '../measures.ts';
import { finishLag } from './lag.ts';

/**
 * Token rates and lengths. `promptTokens` counts prompts whole, at their first token, cached parts included, so it is no
 * measure of prefill work; that is `computedPromptTokensPerSecond`:
 *
 *     Δprompt_tokens_by_source{local_compute}/T,   or before it existed (vLLM < 0.16)   (Δprompt − Δcached)/T
 */
export function tokens(
  window: Window,
): Contribution<
  | 'promptTokensPerSecond'
  | 'computedPromptTokensPerSecond'
  | 'generationTokensPerSecond'
  | 'promptTokensPerRequest'
  | 'generationTokensPerRequest'
> {
  const annotations = finishLag(window);
  return {
    promptTokensPerSecond: perSecond(window, 'promptTokens', 'tokensPerSecond'),
    computedPromptTokensPerSecond: computedPromptTokensPerSecond(window),
    generationTokensPerSecond: perSecond(window, 'generationTokens', 'tokensPerSecond'),
    promptTokensPerRequest: meanOf(window, 'promptTokensPerRequest', 'tokensPerRequest', annotations),
    generationTokensPerRequest: meanOf(window, 'generationTokensPerRequest', 'tokensPerRequest', annotations),
  };
}

function computedPromptTokensPerSecond(window: Window): Measured {
  const computed = increasesOf(window, 'promptTokensBySource')?.get(DIVISION.computed);
  if (computed !== undefined) return perSecondOf(window, computed, 'tokensPerSecond');
  const prompt = increaseOf(window, 'promptTokens');
  const cached = increaseOf(window, 'promptTokensCached');
  if (prompt === undefined || cached === undefined) {
    return unknown('not-exported', [whatIsMissing('promptTokensBySource')]);
  }
  return perSecondOf(window, prompt - cached, 'tokensPerSecond');
}
