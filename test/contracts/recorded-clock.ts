import type { Clock } from '../../src/sources/index.ts';
import type { Scrape } from './scrapes.ts';

export interface RecordedClock extends Clock {
  /** The scrape whose time it is. */
  readonly current: Scrape | undefined;
  /** Its answer is on the way: time passes to the end of that scrape. */
  answered(): void;
  /** Aborts when the last scrape was made. */
  readonly over: AbortSignal;
}

// Sources sleep between scrapes, and until the end of what they were asked for. No test asks for a beat this long.
const LONGEST_BEAT_SECONDS = 100;

/**
 * The time that a recording was made in. Whenever all targets sleep until their next beat, it jumps to the next scrape, and
 * wakes the target that slept longest; scrapes of several targets have to take turns. Longer sleeps last to the end.
 */
export function recordedClock(scrapes: readonly Scrape[]): RecordedClock {
  const targets = new Set(scrapes.map(({ target }) => target)).size;
  const over = new AbortController();
  const beats = new Set<() => void>();
  const deadlines = new Set<() => void>();
  let index = -1;
  let nowSeconds = scrapes[0]?.t ?? 0;

  const jump = () => {
    if (beats.size < targets) return;
    index++;
    const next = scrapes[index];
    if (next) {
      nowSeconds = next.t;
      const [wake] = beats;
      wake?.();
    } else {
      over.abort();
      for (const wake of deadlines) wake();
    }
  };
  return {
    nowSeconds: () => nowSeconds,
    sleep: (seconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) {
          resolve();
          return;
        }
        const sleepers = seconds > LONGEST_BEAT_SECONDS ? deadlines : beats;
        const wake = () => {
          sleepers.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        sleepers.add(wake);
        signal?.addEventListener('abort', wake, { once: true });
        // Not before whoever waits for the last answer has taken it.
        if (sleepers === beats && beats.size === targets) setImmediate(jump);
      }),
    get current() {
      return scrapes[index];
    },
    answered: () => {
      const { t, dur } = scrapes[index] ?? { t: nowSeconds, dur: 0 };
      nowSeconds = t + dur;
    },
    over: over.signal,
  };
}
