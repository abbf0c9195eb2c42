/** A stretch of a logarithmic axis, 10^low … 10^high. */
export interface LogDomain {
  readonly lowExponent: number;
  readonly highExponent: number;
}

/** Maps values on a domain to positions between `from` and `to`, which may run down. */
export interface LogScale extends LogDomain {
  readonly from: number;
  readonly to: number;
  position(value: number): number;
}

// Nothing lies nearer to an end than this.
const MARGIN_DECADES = 0.1;

/** The shortest stretch of half decades that holds all `values` with a margin; `otherwise` where there are none. */
export function niceDomain(values: readonly number[], otherwise: LogDomain): LogDomain {
  if (values.length === 0) return otherwise;
  const exponents = values.map((value) => Math.log10(value));
  return {
    lowExponent: Math.floor(2 * (Math.min(...exponents) - MARGIN_DECADES)) / 2,
    highExponent: Math.ceil(2 * (Math.max(...exponents) + MARGIN_DECADES)) / 2,
  };
}

export function logScale({ lowExponent, highExponent }: LogDomain, from: number, to: number): LogScale {
  const perDecade = (to - from) / (highExponent - lowExponent);
  return {
    lowExponent,
    highExponent,
    from,
    to,
    position: (value) => from + (Math.log10(value) - lowExponent) * perDecade,
  };
}

const DECADE_STEPS = [1, 2, 3, 5, 10, 20, 50];

/**
 * Where to write numbers, at least `spacing` apart: every decade, or every few; with 2 and 5 between where there are fewer
 * than three decades.
 */
export function logTicks(scale: LogScale, spacing: number): number[] {
  const { lowExponent, highExponent, from, to } = scale;
  const decades = highExponent - lowExponent;
  const perDecade = Math.abs(to - from) / decades;
  const step = DECADE_STEPS.find((each) => each * perDecade >= spacing) ?? 100;
  const mantissas = decades < 3 && Math.log10(2) * perDecade >= spacing ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let exponent = Math.floor(lowExponent); exponent <= highExponent; exponent++) {
    if (exponent % step === 0) ticks.push(...mantissas.map((mantissa) => Number(`${mantissa}e${exponent}`)));
  }
  return ticks.filter((value) => Math.log10(value) >= lowExponent && Math.log10(value) <= highExponent);
}
