import type { Unit } from '../../quantities/index.ts';

/** A vLLM release, such as `0.22.1`. */
export type Version = `${number}.${number}.${number}`;

/** One name a metric has had, without the `vllm:` prefix and, for a counter, without `_total`. */
export interface MetricName {
  readonly name: string;
  /** First and last version, among the sixteen whose sources were read, that register the name. No `until`: the newest still does. */
  readonly since: Version;
  readonly until?: Version;
}

/**
 * One thing vLLM measures. `meaning` is what our code calls it, in every version; vLLM's own names live only in this folder.
 */
export interface MetricDefinition {
  readonly meaning: string;
  readonly kind: 'counter' | 'gauge' | 'histogram' | 'info';
  readonly unit: Unit;
  /** Labels that divide the metric further than engine and model do. For `info`: none, every label is payload. */
  readonly labels: readonly string[];
  /** Oldest first. */
  readonly names: readonly MetricName[];
  /** Registered by every engine of those versions; otherwise only with the feature that `note` names. */
  readonly always: boolean;
  /** The option without which the metric is exposed but stays 0, so that a 0 means "off", not "none". */
  readonly zeroUnless?: string;
  /** What it measures exactly, and how a reader might misread it. */
  readonly note: string;
}
