import type { Series } from './exposition.ts';
import type { MetricName } from './metric-name.ts';

/** Labels of a page; equal ones are one object. */
export interface LabelSet {
  readonly labels: Series['labels'];
  /** Whose labels they were the last time, and the place of that series. */
  owner: MetricName | undefined;
  place: number;
}

/** What braces say. */
export interface Braces {
  readonly written: string;
  /** Where they stood the last time, if not as predicted. */
  start: number;
  /** Empty if the metric is not named in the braces. */
  readonly name: string;
  readonly labelSet: LabelSet;
  /** What came behind them the last time. */
  next: Braces | undefined;
}

/** Labels inherit nothing, so a label may be called `__proto__`. (Made from this, they are faster than from null.) */
export const NO_LABELS: Series['labels'] = Object.freeze(Object.create(null) as Record<string, string>);
