import type { Exposition } from '../exposition/index.ts';

/** One scrape of one target: the page it answered with, or why there is none. */
export type Snapshot = {
  readonly target: string;
  /** Unix seconds at the middle of the request, which is when the engine wrote the page, give or take half of it. */
  readonly atSeconds: number;
  readonly scrapeSeconds: number;
} & ({ readonly page: Exposition } | { readonly failure: ScrapeFailure });

export interface ScrapeFailure {
  readonly code: ScrapeFailureCode;
  /** What was tried, what came back and what to do: one paragraph, without secrets. */
  readonly message: string;
}

export type ScrapeFailureCode =
  'unreachable' | 'timeout' | 'unauthorised' | 'bad-status' | 'redirected' | 'too-large' | 'not-metrics' | 'malformed';
