/** A share with its bounds, where there are any. */
interface Bounded {
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export type Standing = 'broken' | 'kept' | 'open';

/** How a share stands against what was promised: broken only where even its upper bound is too low, kept where the lower one is enough. */
export function standingOf({ value, low = value, high = value }: Bounded, promised: number): Standing {
  if (high < promised) return 'broken';
  return low >= promised ? 'kept' : 'open';
}
