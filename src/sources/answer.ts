import type { ScrapeFailure } from '../metrics/window/index.ts';

/** What one GET of a metrics page came to, before anything is read into it. It is what a recording keeps, line by line. */
export type Answer = {
  readonly target: string;
  /** Unix seconds just before the request. */
  readonly startAtSeconds: number;
  readonly scrapeSeconds: number;
} & (
  | {
      readonly status: number;
      readonly body: string | Uint8Array;
      readonly contentType?: string;
      readonly location?: string;
    }
  | { readonly failure: ScrapeFailure }
);

/** Half way through the request, which is when the engine wrote the page, give or take half of it. */
export const middleOf = ({ startAtSeconds, scrapeSeconds }: Answer): number => startAtSeconds + scrapeSeconds / 2;
