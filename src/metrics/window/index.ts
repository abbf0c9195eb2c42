// Takes snapshots: parsed pages with their time. Gives windows: what happened to each engine between two instants.
// Counters become exact increases, gauges time-averages, and whatever was odd on the way an annotation.
// Never knows what a metric is good for; never merges two engines.
export { between } from './between.ts';
export { dataQuality } from './data-quality.ts';
export { edgeOf } from './edge-of.ts';
export { identityKey, type EngineIdentity } from './engine-identity.ts';
export { spanAt, type GaugeSpan } from './gauge-span.ts';
export {
  gaugeOf,
  histogramOf,
  increaseOf,
  increasesOf,
  atEnds,
  isSwitchedOff,
  whatIsMissing,
  type HistogramIncrease,
} from './look-up.ts';
export { mergeWindows } from './merge-windows.ts';
export { NO_PLATEAU, type Plateau } from './plateau.ts';
export { readingsOf, type Reading } from './reading.ts';
export { createSchema, divided, type Cumulative, type Schema } from './schema.ts';
export { PUBLISHED, stillSecondsOf } from './stillness.ts';
export { type ScrapeFailure, type ScrapeFailureCode, type Snapshot } from './snapshot.ts';
export { createWindowFold, type WindowFold } from './window-fold.ts';
export { joinWindows, NO_FAULT, windowAt, type Quality, type Window } from './window.ts';
