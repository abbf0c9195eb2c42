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
}
