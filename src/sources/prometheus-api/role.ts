import type { Meaning } from '../../metrics/catalogue/index.ts';

/** A number that an answer gives of each engine, or of each target. */
export type Role =
  | { readonly kind: 'increase'; readonly meaning: Meaning; readonly part: 'value' | 'sum' | 'count' | 'bucket' }
  | { readonly kind: 'gauge'; readonly gauge: Meaning | 'requestsInSystem'; readonly statistic: Statistic }
  | { readonly kind: 'plateau'; readonly statistic: 'samplesWaiting' | 'maximumRunning' | 'medianRunning' }
  | { readonly kind: 'info'; readonly meaning: Meaning }
  | { readonly kind: 'presence'; readonly at: 'start' | 'end' }
  | { readonly kind: 'samples' }
  | { readonly kind: 'movedLately' }
  | { readonly kind: 'resets' }
  | { readonly kind: 'starts' }
  | { readonly kind: 'failedScrapes' }
  | { readonly kind: 'scrapedInVain' };

export type Statistic = 'average' | 'minimum' | 'maximum' | 'first' | 'last';
