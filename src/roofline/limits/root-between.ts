/** After so many rounds the bracket must have halved; otherwise it is cut in the middle. */
const PATIENCE = 3;

/**
 * Where a function that is positive at `low` and negative at `high` changes its sign, to within the tolerance: false position, with
 * the value at an end that stays halved (the Illinois method; Dowell & Jarratt, BIT 11, 1971). The root stays between the ends;
 * at a jump it is the jump. Not positive at `low`: `low`; not negative at `high`: `high`.
 */
export function rootBetween(
  valueAt: (x: number) => number,
  [low, high]: readonly [number, number],
  tolerance: number,
): number {
  let [valueLow, valueHigh] = [valueAt(low), valueAt(high)];
  if (valueLow <= 0) return low;
  if (valueHigh >= 0) return high;
  let moved: 'low' | 'high' | undefined;
  let width = high - low;
  for (let round = 1; high - low > tolerance; round++) {
    const isSlow = round % PATIENCE === 0 && high - low > width / 2;
    if (round % PATIENCE === 0) width = high - low;
    // Not nearer to an end than half the tolerance, so that the end of a long bracket jumps over the root and comes close.
    const position = isSlow ? (low + high) / 2 : (low * valueHigh - high * valueLow) / (valueHigh - valueLow);
    const x = Math.max(low + tolerance / 2, Math.min(high - tolerance / 2, position));
    if (x <= low || x >= high) break;
    const value = valueAt(x);
    if (value === 0) return x;
    if (value > 0) {
      [low, valueLow] = [x, value];
      if (moved === 'low') valueHigh /= 2;
      moved = 'low';
    } else {
      [high, valueHigh] = [x, value];
      if (moved === 'high') valueLow /= 2;
      moved = 'high';
    }
  }
  return (low + high) / 2;
}
