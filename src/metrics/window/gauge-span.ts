/**
 * A gauge over a stretch of time, as the trapezoid through its samples. Adjacent spans add up: ∫, covered time and
 * extremes do, averages do not, so the average is taken last.
 */
export interface GaugeSpan {
  /** ∫ gauge dt over the covered time, in gauge units × seconds. */
  readonly integral: number;
  /** Time during which both neighbouring scrapes had the gauge; less than the window where it was absent. */
  readonly coveredSeconds: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly first: number;
  /** When the first sample was; after the window's start where the gauge was absent then. */
  readonly firstAtSeconds: number;
  readonly last: number;
  /** When the last sample was; before the window's end where the gauge was gone by then. */
  readonly lastAtSeconds: number;
}

/** A single sample. */
export const spanAt = (value: number, atSeconds: number): GaugeSpan => ({
  integral: 0,
  coveredSeconds: 0,
  minimum: value,
  maximum: value,
  first: value,
  firstAtSeconds: atSeconds,
  last: value,
  lastAtSeconds: atSeconds,
});

/** From one sample to the next. */
export const spanBetween = (first: number, last: number, firstAtSeconds: number, lastAtSeconds: number): GaugeSpan => ({
  integral: ((first + last) / 2) * (lastAtSeconds - firstAtSeconds),
  coveredSeconds: lastAtSeconds - firstAtSeconds,
  minimum: Math.min(first, last),
  maximum: Math.max(first, last),
  first,
  firstAtSeconds,
  last,
  lastAtSeconds,
});

/** `earlier` followed by `later`. */
export const joinSpans = (earlier: GaugeSpan, later: GaugeSpan): GaugeSpan => ({
  integral: earlier.integral + later.integral,
  coveredSeconds: earlier.coveredSeconds + later.coveredSeconds,
  minimum: Math.min(earlier.minimum, later.minimum),
  maximum: Math.max(earlier.maximum, later.maximum),
  first: earlier.first,
  firstAtSeconds: earlier.firstAtSeconds,
  last: later.last,
  lastAtSeconds: later.lastAtSeconds,
});
