import type { Verdict } from './judge.ts';

/** Regressed where anything did; otherwise the best that can be said of any, since what cannot be told takes nothing back. */
export function overallVerdict(judged: readonly { readonly verdict: Verdict; readonly effect: unknown }[]): Verdict {
  const is = (verdict: Verdict): boolean => judged.some((each) => each.verdict === verdict && each.effect !== null);
  if (judged.some(({ verdict }) => verdict === 'regressed')) return 'regressed';
  if (is('improved')) return 'improved';
  return is('unchanged') ? 'unchanged' : 'cannot-tell';
}
