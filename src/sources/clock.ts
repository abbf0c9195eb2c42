import { performance } from 'node:perf_hooks';

/** Time as sources see it; a parameter everywhere, so that tests bring their own. */
export interface Clock {
  /** Unix seconds that never go backwards. */
  nowSeconds(): number;
  /** Resolves after `seconds`, or as soon as the signal aborts. Never rejects. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
}

/** The wall clock, read once; from then on the monotonic clock counts, so a step of the system clock does not show. */
export const systemClock: Clock = {
  nowSeconds: () => (performance.timeOrigin + performance.now()) / 1000,
  sleep: (seconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(0, seconds) * 1000);
      signal?.addEventListener('abort', done, { once: true });
    }),
};
