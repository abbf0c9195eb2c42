import type { MeasureId } from '../../../src/analysis/index.ts';
import type { Place } from '../panels/place.ts';
import { seriesPanel } from '../panels/series-panel.ts';
import { askMeasures } from '../queries.ts';
import type { Page } from '../uids.ts';
import { NO_DATA, type Words } from '../words.ts';

interface Compared {
  readonly measure: MeasureId;
  readonly title: string;
  readonly words: Words;
  readonly next: Page;
  readonly unit: string;
  readonly noValue?: string;
}

const COMPARED = {
  wait: {
    measure: 'waitForecastSeconds',
    title: 'Wait of a request arriving now, by engine',
    words: {
      shows: 'The estimated wait at each engine. Lines far apart: the load is not spread evenly.',
      misleads: 'An estimate (waiting ÷ rate of first tokens): coarse with few first tokens a minute.',
      changes: 'The router: least loaded instead of round robin; more engines.',
    },
    next: 'queueing',
    unit: 'suffix:s',
  },
  waiting: {
    measure: 'requestsWaiting',
    title: 'Waiting requests by engine',
    words: {
      shows: 'Requests in the queue of each engine.',
      misleads: 'Ten requests are much for a slow engine and nothing for a fast one: the wait says more.',
      changes: 'The router, `--max-num-seqs`, more engines.',
    },
    next: 'queueing',
    unit: 'short',
  },
  cache: {
    measure: 'kvCacheUsageRatio',
    title: 'KV cache used, by engine',
    words: {
      shows: 'The share of the KV cache that running requests hold. The axis ends where the cache does.',
      misleads: 'Full is fine unless requests wait or are preempted.',
      changes: '`--gpu-memory-utilization`, `--kv-cache-dtype`, the router.',
    },
    next: 'cache',
    unit: 'percentunit',
    noValue: NO_DATA.cache,
  },
  tokens: {
    measure: 'generationTokensPerSecond',
    title: 'Output tokens/s by engine',
    words: {
      shows: 'What each engine delivers.',
      misleads: 'An engine that delivers less may only be asked for less.',
      changes: 'The load, the router, hardware.',
    },
    next: 'roofline',
    unit: 'short',
  },
  goodput: {
    measure: 'goodputRatio',
    title: 'Goodput by engine',
    words: {
      shows: 'The share of requests that met every objective, with bounds.',
      misleads: 'Of finished requests: a growing queue shows late.',
      changes: 'The objectives at the top or in the settings; see the dashboard Goodput.',
    },
    next: 'goodput',
    unit: 'percentunit',
    noValue: NO_DATA.objective,
  },
} as const satisfies Readonly<Record<string, Compared>>;

/** One measure of all engines in colours of their own. */
export const byEnginePanel = (which: keyof typeof COMPARED, at: Place) => {
  const { measure, noValue, ...rest }: Compared = COMPARED[which];
  return seriesPanel({ ...rest, noValue: noValue ?? NO_DATA.traffic, at, target: askMeasures(measure), softMax: 1 });
};
