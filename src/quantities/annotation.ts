/**
 * What was odd about the data a number stands on, though the number is usable. Ids are stable: scripts may match them.
 * Each id says here, once, what it means to a reader.
 */
export const ANNOTATIONS = {
  // Reading the page.
  'malformed-line': 'a line of the page could not be read and was left out; the rest counts',
  'duplicate-series': 'the page names the same series twice; the last one counts',
  'missing-type': 'samples without a # TYPE line; the kind is taken from the catalogue',
  'truncated-page': 'the page ends in the middle of a line or before # EOF',
  'process-duplicates':
    'several API-server processes expose the same series (pid label): counters are added, gauges take the largest',
  'labels-added-up':
    'a metric carries a label that this version of Ridgeline does not know; counters are added up over it',
  // The window.
  'window-too-short':
    'the window is short against the time a request stays, so finish-time means describe an earlier load',
  'counter-reset':
    'the engine restarted inside the window; what it counted between the last scrape and the restart is lost',
  'scrape-failed': 'scrapes failed inside the window',
  gap: 'a long stretch without a scrape; gauges are interpolated across it',
  'clock-step': 'the clock went backwards between two scrapes; that stretch is left out',
  'window-widened': 'the window asked for was shorter than four scrape intervals and was widened to that',
  extrapolated:
    'increases come from the server, scaled to the ends of the window: counts and rates are estimates, ratios and means are not affected',
  'buckets-not-read':
    'the fleet is large and not all buckets were asked for: percentiles of ITL and queue time, and of e2e where it has no objective, are bounds from the mean',
  'partial-answer': 'the server says that its answer is not complete',
  'bucket-layout-changed':
    'the histogram changed its buckets inside the window; only edges common to all layouts are used',
  'buckets-repaired': 'cumulative buckets decreased with rising edge and were raised to be monotone',
  'engine-appeared': 'the engine was first seen after the window began',
  'engine-vanished': 'the engine was last seen before the window ended',
  'series-appeared': 'a counter appeared during the window and is counted from zero',
  // What the engine is doing.
  'engine-idle': 'no requests in the engine and nothing counted: no traffic',
  'engine-hung': 'requests are shown as running but no counter moves: the engine hangs or its gauges are stale',
  'engine-stalled': 'requests wait, none runs, no counter moves: the scheduler makes no progress',
  'engine-asleep': 'the engine reports that it sleeps (weights offloaded or discarded)',
  'above-the-roof': 'more than the declared hardware can do: something is declared wrongly',
  'perf-counters-disagree':
    "vLLM's own count of FLOP or bytes differs from the cost model by more than is known to be off in it",
  // The measure.
  'finished-requests-lag': 'observed only when a request finishes, so it lags while the queue grows or drains',
  'bucket-unresolved': 'the percentile lies outside the finite histogram buckets; only a bound is known',
  'bucket-interval': 'the histogram only brackets the value; the point inside the interval is interpolated',
  'gauge-only-sampled': 'known only at the instants of the scrapes',
  'gauge-partly-absent': 'the gauge was not exposed during part of the window',
  'aborts-possible': 'requests that clients abort are in no finish counter, so this is a lower bound',
  'preemption-included': 'preempted requests wait again inside this time; it is not the speed of the step alone',
  uncalibrated: 'predicted with constants of other engines; ridgeline calibrate measures this one',
  'estimated-steps': 'vLLM does not export steps that emit no token; estimated from steps with output',
  'split-iterations':
    'several API servers each count their share of a step, so steps are over-counted and their tokens split',
  'batch-weighted': 'each running request observes the same step, so full steps weigh more than empty ones',
  'one-token-outputs-excluded': 'vLLM records 0 s per output token for one-token outputs; they are left out',
  'token-weighted': 'this vLLM has no per-request TPOT; decode time per token, which weighs long outputs more',
  'hit-ratio-inflated':
    'before vLLM 0.28 a blocked request is looked up again every step, which inflates the cache counters',
  'block-rounded': 'KV blocks count whole even when partly filled, so this is an upper bound',
  'hybrid-cache-unknown': 'blocks × block size overstates the capacity of hybrid or sliding-window models',
  'populations-differ':
    'first tokens and finishes of the window belong partly to different requests; bounds are widened for it',
  'cap-inferred': 'not exported by vLLM; inferred because running stays flat at its maximum while requests wait',
  ramp: 'the number in the system changed over the window, so finish-time occupancy and gauges differ',
} as const;

export type AnnotationId = keyof typeof ANNOTATIONS;

export interface Annotation {
  readonly id: AnnotationId;
  /** The specific fact, with numbers and units; a sentence without a full stop. */
  readonly message: string;
}

/** An annotation; without a message it says what its id means in general. */
export const annotation = (id: AnnotationId, message: string = ANNOTATIONS[id]): Annotation => ({ id, message });

/** The same annotations, each said once (by id and message), in first-seen order. */
export function distinctAnnotations(annotations: Iterable<Annotation>): Annotation[] {
  const seen = new Map<string, Annotation>();
  for (const item of annotations) {
    const key = `${item.id}\n${item.message}`;
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}
