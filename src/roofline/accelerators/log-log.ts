/**
 * Through the points (xs, ys), straight between neighbours when both axes are logarithmic: y = y₀·(y₁/y₀)^(ln(x/x₀)/ln(x₁/x₀)). Beyond
 * the first and the last point: the value there.
 *
 * - Where one of the neighbours is 0 (a share below the digits of its table) the line is straight on a linear axis instead.
 */
export function logLogValue(xs: readonly number[], ys: readonly number[], x: number): number {
  let right = 0;
  while (right < xs.length && (xs[right] ?? 0) < x) right += 1;
  const [low = 0, high = low] = [ys[Math.max(0, right - 1)], ys[Math.min(right, xs.length - 1)]];
  if (right === 0 || right === xs.length || low === high) return right === 0 ? high : low;
  const from = xs[right - 1] ?? 1;
  const share = Math.log(x / from) / Math.log((xs[right] ?? 1) / from);
  return low > 0 && high > 0 ? low * (high / low) ** share : low + (high - low) * share;
}
