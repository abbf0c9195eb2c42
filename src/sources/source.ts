import type { ScrapeFailureCode, Window } from '../metrics/window/index.ts';

/** An instant as a user names it: Unix seconds, or seconds after the first scrape of the source. */
export type Instant =
  { readonly kind: 'unix'; readonly seconds: number } | { readonly kind: 'offset'; readonly seconds: number };

/** The stretch of time asked for. Nothing given means all there is; `lastSeconds` counts back from `to` or the end. */
export interface Selection {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly lastSeconds?: number;
}

/** What a source saw over one stretch of time: a window per engine, and what went wrong beside it. */
export interface Observation {
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  /** Scrapes that answered, over all targets. */
  readonly samples: number;
  /** The longest wait for an answer: of the newest scrape of each target, or for all queries; null where none answered. */
  readonly slowestScrapeSeconds: number | null;
  readonly windows: readonly Window[];
  /** Failures that left no window or a thinner one; the last message of each target and code. */
  readonly errors: readonly SourceFailure[];
}

export interface SourceFailure {
  readonly target: string;
  readonly code: SourceErrorCode;
  readonly message: string;
}

export interface ObserveOptions {
  readonly signal?: AbortSignal;
  /** Called now and then on long work, with a sentence such as "12.4 MB read, 96 scrapes". */
  readonly onProgress?: (message: string) => void;
}

export interface FollowOptions extends ObserveOptions {
  readonly everySeconds: number;
  /** Each observation looks back this far. */
  readonly windowSeconds: number;
}

export interface SeriesOptions extends ObserveOptions {
  /** From one observation to the next. */
  readonly stepSeconds: number;
  /** How far each looks back; as long as a step when not given. */
  readonly windowSeconds?: number;
}

/** Where windows come from. Every implementation passes the same contract suite. */
export interface Source {
  /** As shown to people: a URL or path, without secrets. */
  readonly name: string;
  /** One window per engine over the selection. Throws SourceError when nothing at all could be measured. */
  observe(selection: Selection, options?: ObserveOptions): Promise<Observation>;
  /** The selection in steps, one observation at the end of each, oldest first. Throws as observe does. */
  series(selection: Selection, options: SeriesOptions): AsyncIterable<Observation>;
  /** A sliding window, again and again, until the signal aborts or the source ends. */
  follow(options: FollowOptions): AsyncIterable<Observation>;
}

export type SourceErrorCode =
  | ScrapeFailureCode
  | 'no-such-file'
  | 'unreadable'
  | 'unwritable'
  | 'not-a-recording'
  | 'not-a-benchmark'
  | 'empty-window'
  | 'no-engine'
  | 'bad-settings'
  | 'rejected-query'
  | 'not-an-api';

/** The outside failed. Thrown only in sources; the message says what was tried, what came back and what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: SourceErrorCode;

  constructor(code: SourceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
