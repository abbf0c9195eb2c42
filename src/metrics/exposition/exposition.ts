import type { Annotation } from '../../quantities/index.ts';

/** What a `# TYPE` line says; `untyped` when there is none. */
export type MetricType =
  'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped' | 'info' | 'stateset' | 'gaugehistogram';

/** What the comment lines say of one metric family. */
export interface Family {
  readonly name: string;
  readonly type: MetricType;
  readonly help?: string;
  /** OpenMetrics only. */
  readonly unit?: string;
}

/** One time series as a page names it: the sample name (with `_bucket`, `_total` …) and its unescaped labels. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An OpenMetrics exemplar. */
export interface Exemplar {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timestampSeconds?: number;
}

/**
 * Which series a page holds and in which order. The object is the same from page to page while that does not change,
 * so whatever is worked out per series (its meaning, its engine) is worked out once and found again by identity.
 */
export interface Layout {
  readonly dialect: 'prometheus' | 'openmetrics';
  readonly families: ReadonlyMap<string, Family>;
  readonly series: readonly Series[];
}

/** One page of metrics: `values[i]` is the sample of `layout.series[i]`. NaN and ±Inf are kept as the page said them. */
export interface Exposition {
  readonly layout: Layout;
  readonly values: Float64Array;
  /** Only the samples that carry one; by index into `layout.series`. Unix seconds in both dialects. */
  readonly timestampsSeconds: ReadonlyMap<number, number>;
  readonly exemplars: ReadonlyMap<number, Exemplar>;
  readonly annotations: readonly Annotation[];
}
