// Takes places to look: URLs, recordings and results of benchmarks. Gives windows (or runs), and snapshots or raw answers to those
// who want them.
// The only folder that reads from the outside; only here does a SourceError begin.
export type { Answer } from './answer.ts';
export { readBenchmarks, type Benchmarks } from './benchmark/read-benchmarks.ts';
export { systemClock, type Clock } from './clock.ts';
export { displayUrl } from './display-url.ts';
export { type Credentials } from './http.ts';
export { LAST_SECONDS, parseMatchers, prometheusSource, type Matcher, type Transport } from './prometheus-api/index.ts';
export { prometheusTransport, type TransportOptions } from './prometheus-transport.ts';
export { readAnswers, readRecording } from './recording/read-recording.ts';
export { recordingSource } from './recording/recording-source.ts';
export { openRecording, type RecordingWriter } from './recording/write-recording.ts';
export { poll } from './scrape/scrape-all.ts';
export { OBSERVE_SECONDS, scrapeSource } from './scrape/scrape-source.ts';
export { createTarget, type Target, type TargetOptions } from './scrape/scrape-target.ts';
export {
  SourceError,
  type FollowOptions,
  type Instant,
  type Observation,
  type ObserveOptions,
  type Selection,
  type SeriesOptions,
  type Source,
  type SourceErrorCode,
  type SourceFailure,
} from './source.ts';
