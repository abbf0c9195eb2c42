import { OPTION } from '../../metrics/catalogue/index.ts';
import { known, unknown, type Measured } from '../../quantities/index.ts';
import { increaseOf, type Window } from '../../metrics/window/index.ts';
import type { Contribution } from '../measures.ts';

/**
 * Speculative decoding: Δaccepted/Δdraft tokens, and Δaccepted/Δdrafts. A draft is a (request, step) pair that had at least
 * one draft token, so tokens per step over all steps is lower than 1 + accepted per draft. The counters exist only when
 * speculative decoding is configured.
 */
export function speculation(window: Window): Contribution<'draftAcceptanceRatio' | 'acceptedTokensPerDraft'> {
  const accepted = increaseOf(window, 'acceptedDraftTokens');
  const perEach = (whole: number | undefined, unit: 'ratio' | 'tokensPerDraft'): Measured => {
    if (accepted === undefined || whole === undefined) return unknown('feature-off', [OPTION.speculativeDecoding]);
    if (window.seconds === 0) return unknown('one-sample', ['a second scrape']);
    return whole === 0 ? unknown('no-traffic', ['a draft in the window']) : known(accepted / whole, unit);
  };
  return {
    draftAcceptanceRatio: perEach(increaseOf(window, 'draftTokens'), 'ratio'),
    acceptedTokensPerDraft: perEach(increaseOf(window, 'drafts'), 'tokensPerDraft'),
  };
}
