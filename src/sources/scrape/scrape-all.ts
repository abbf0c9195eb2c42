import { setMaxListeners } from 'node:events';
import type { Snapshot } from '../../metrics/window/index.ts';
import type { Clock } from '../clock.ts';
import type { Target } from './scrape-target.ts';

export interface PollOptions {
  readonly everySeconds: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** Scrapes all targets side by side until the signal aborts. */
export const snapshots = (targets: readonly Target[], options: PollOptions): AsyncGenerator<Snapshot, void, void> =>
  poll(
    targets.map((target) => (signal: AbortSignal) => target.scrape(signal)),
    options,
  );

/**
 * Calls every question again and again on its own beat and yields the answers as they come.
 *
 * - A question that hangs delays no other, and is not asked again before it has answered: the beats it misses are missing.
 * - Beats stand at start + n × everySeconds, so the cadence does not drift. Starts are a little apart from one another.
 * - A slow consumer gets the latest answer of each question, not all of them.
 * - Ends as soon as the signal aborts, or the consumer stops, with nothing left running.
 */
export async function* poll<T>(
  questions: readonly ((signal: AbortSignal) => Promise<T>)[],
  { everySeconds, clock, signal }: PollOptions,
): AsyncGenerator<T, void, void> {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const latest = new Map<number, T>();
  let failure: { readonly error: unknown } | undefined;
  let wake: () => void = () => undefined;
  const end = () => {
    stop.abort();
    wake();
  };
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();

  const ask = async (question: (signal: AbortSignal) => Promise<T>, index: number) => {
    const startAtSeconds = clock.nowSeconds() + index * Math.min(STAGGER_SECONDS, everySeconds / questions.length);
    let dueAtSeconds = startAtSeconds;
    for (;;) {
      await clock.sleep(dueAtSeconds - clock.nowSeconds(), stop.signal);
      if (stop.signal.aborted) return;
      latest.set(index, await question(stop.signal));
      wake();
      const beats = Math.floor((clock.nowSeconds() - startAtSeconds) / everySeconds) + 1;
      dueAtSeconds = Math.max(dueAtSeconds + everySeconds, startAtSeconds + beats * everySeconds);
    }
  };
  const asking = questions.map((question, index) =>
    ask(question, index).catch((error: unknown) => {
      if (stop.signal.aborted) return;
      failure = { error };
      end();
    }),
  );

  try {
    while (!stop.signal.aborted) {
      const [oldest] = latest;
      if (oldest) {
        latest.delete(oldest[0]);
        yield oldest[1];
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
    if (failure) throw failure.error;
  } finally {
    end();
    signal?.removeEventListener('abort', end);
    await Promise.all(asking);
  }
}

/** Spreads a thousand targets, and the reading of their pages, over the beat. */
const STAGGER_SECONDS = 0.01;
