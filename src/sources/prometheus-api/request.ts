import type { Inputs } from '../../analysis/index.ts';
import type { PromisedLatency } from '../../settings/index.ts';
import type { ObserveOptions } from '../source.ts';
import type { Discovery } from './discover.ts';
import type { Matcher } from './matcher.ts';

/** A stretch of time of the engines found. */
export interface RangeRequest extends ObserveOptions {
  readonly discovery: Discovery;
  readonly matchers: readonly Matcher[];
  readonly promised: readonly PromisedLatency[];
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  /** What is read; all that the laws look at where not given, and of a large fleet less. */
  readonly inputs?: Inputs;
  /** Which vLLM an engine may be costs a line for each of its metrics. */
  readonly withoutVersions?: boolean;
}
