import { formatInterval, formatMeasured, type AnnotationId } from '../quantities/index.ts';
import { limitsOf, type Limit } from './limits.ts';
import type { EngineReport } from './schema.ts';

/** What an engine is under, for whatever says it first. */
export interface Pressure {
  /** It hangs, sleeps or has nothing to do. */
  readonly condition: EngineReport['annotations'][number] | undefined;
  /** Limits that are used up, with something waiting for them. */
  readonly full: readonly Limit[];
  /** Known limits that are not. */
  readonly free: readonly Limit[];
  /** Undefined where nobody counts who waits. */
  readonly waits: boolean | undefined;
}

const CONDITIONS: readonly AnnotationId[] = ['engine-hung', 'engine-stalled', 'engine-asleep', 'engine-idle'];

export function pressureOf(engine: EngineReport): Pressure {
  const limits = limitsOf(engine);
  const waiting = engine.measures['requestsWaitingMax'];
  return {
    condition: engine.annotations.find(({ id }) => CONDITIONS.includes(id)),
    full: limits.filter(({ full }) => full),
    free: limits.filter(({ full, usedRatio }) => !full && usedRatio !== undefined),
    waits: waiting?.known === true ? waiting.value > 0 : undefined,
  };
}

/** "sequence slots, 16 of 16 running; KV cache, used up to 1.4 %". */
export const named = (limits: readonly Limit[]): string =>
  limits.map(({ name, brief }) => `${name}, ${brief}`).join('; ');

export const WAITING_FOR_NOTHING_KNOWN = 'requests wait, but no limit that the metrics show is used up';

/** What a request arriving now would meet, as a sentence without its full stop; of what is kept, now is `arriving` "at the end". */
export function forecastSentence({ measures }: EngineReport, arriving = 'now'): string {
  const wait = measures['waitForecastSeconds'];
  if (!wait?.known) return `the wait of a request arriving ${arriving} is ${wait ? formatMeasured(wait) : 'unknown'}`;
  if (wait.value === 0) return `a request arriving ${arriving} would not queue`;
  const interval = formatInterval(wait);
  return `a request arriving ${arriving} would wait ~${formatMeasured(wait)}${interval === undefined ? '' : ` (${interval})`}`;
}
