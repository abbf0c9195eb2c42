import type { Clock } from '../../src/sources/index.ts';
import { middleOf, type Scrape } from './scrapes.ts';

/** The time of a server's user who looks again after each scrape of it: sleeping takes to the next one, and in the end is over. */
export function historyClock(scrapes: readonly Scrape[]): Clock & { readonly over: AbortSignal } {
  const times = [...new Set(scrapes.map(middleOf))].sort((left, right) => left - right);
  const over = new AbortController();
  let index = 0;
  return {
    nowSeconds: () => times[index] ?? times.at(-1) ?? 0,
    sleep: () => {
      index++;
      if (index >= times.length) over.abort();
      return Promise.resolve();
    },
    over: over.signal,
  };
}
