/**
 * The number that a Student-distributed one stays below with this probability, p > 0.5, for ν > 0 degrees of freedom, which may
 * be broken (Welch's are); infinitely many: the normal distribution.
 *
 *     P(T > t) = ½ I_x(ν/2, ½)        x = ν/(ν + t²)
 *
 * solved for t by bisection of ln t; right to 10⁻⁶. Source: Abramowitz & Stegun, 26.7.1 and 26.5.27.
 */
export function studentQuantile(probability: number, degrees: number): number {
  const tail = 1 - probability;
  const half = Math.min(degrees, MOST_DEGREES) / 2;
  const beta = incompleteBeta(half, 0.5);
  const isBeyond = (t: number): boolean => beta((2 * half) / (2 * half + t * t)) / 2 < tail;
  let [low, high]: [number, number] = [...LOGARITHMS];
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (isBeyond(Math.exp(middle))) high = middle;
    else low = middle;
  }
  return Math.exp((low + high) / 2);
}

/** From there on it is the normal distribution to a millionth. */
const MOST_DEGREES = 1e7;
/** Of t: from nothing to more than a thousandth of a percent needs with half a degree of freedom. */
const LOGARITHMS = [-40, 40] as const;
const ROUNDS = 64;

/** I_x(a, b) of x, by its continued fraction, on the side where that converges fast. Source: Abramowitz & Stegun, 26.5.2 and 26.5.8. */
function incompleteBeta(a: number, b: number): (x: number) => number {
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const oneSide = (x: number, left: number, right: number): number =>
    (Math.exp(left * Math.log(x) + right * Math.log1p(-x) - logBeta) / left) * fraction(x, left, right);
  return (x) => {
    if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
    return x > (a + 1) / (a + b + 2) ? 1 - oneSide(1 - x, b, a) : oneSide(x, a, b);
  };
}

const TINY = 1e-300;
const MOST_TERMS = 10_000;

/** 1/(1 + d₁/(1 + d₂/(1 + …))), from the front by Lentz's method. Source: Thompson & Barnett, J. Comput. Phys. 64 (1986). */
function fraction(x: number, a: number, b: number): number {
  let [value, above, below] = [1, 1, 0];
  for (let term = 1; term < MOST_TERMS; term++) {
    const m = Math.floor(term / 2);
    const numerator =
      term % 2 === 0
        ? (m * (b - m) * x) / ((a + term - 1) * (a + term))
        : (-(a + m) * (a + b + m) * x) / ((a + term - 1) * (a + term));
    below = 1 / nonZero(1 + numerator * below);
    above = nonZero(1 + numerator / above);
    value *= above * below;
    if (Math.abs(above * below - 1) < 1e-15) break;
  }
  return 1 / value;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Stirling's series, after a shift to where it is right to 10⁻¹⁵. Source: Abramowitz & Stegun, 6.1.15 and 6.1.41. */
function logGamma(z: number): number {
  let [shifted, product] = [z, 1];
  for (; shifted < 10; shifted++) product *= shifted;
  const inverse = 1 / shifted;
  const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260 - inverse ** 7 / 1680 + inverse ** 9 / 1188;
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
