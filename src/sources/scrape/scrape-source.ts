import type { Clock } from '../clock.ts';
import { createObserver, requireEngines } from '../observe.ts';
import {
  SourceError,
  type FollowOptions,
  type Observation,
  type ObserveOptions,
  type Selection,
  type Source,
  type SourceErrorCode,
} from '../source.ts';
import { createBeat } from './beat.ts';
import { snapshots } from './scrape-all.ts';
import { createTarget, type TargetOptions } from './scrape-target.ts';

export interface ScrapeOptions {
  readonly clock: Clock;
  readonly everySeconds?: number;
}

const EVERY_SECONDS = 1;
// Within the 10–20 s that a wait forecast wants (see README, "How long a window is enough").
export const OBSERVE_SECONDS = 15;

// Asking again will not help.
const LASTING: readonly SourceErrorCode[] = ['unauthorised', 'not-metrics', 'redirected', 'too-large'];

/** Live engines: their pages are scraped side by side from now on. A live engine has no past. */
export function scrapeSource(
  targetOptions: readonly TargetOptions[],
  { clock, everySeconds = EVERY_SECONDS }: ScrapeOptions,
): Source {
  const targets = targetOptions.map((options) => createTarget(options, clock));
  const name = targets.map((target) => target.name).join(', ');

  return {
    name,
    async observe(selection: Selection, { signal, onProgress }: ObserveOptions = {}): Promise<Observation> {
      if (selection.from || selection.to) {
        throw new SourceError(
          'empty-window',
          `${name} is a live engine and has no past: --from and --to need a recording. Use --for 30s to watch it from now on.`,
        );
      }
      const seconds = selection.lastSeconds ?? OBSERVE_SECONDS;
      const startAtSeconds = clock.nowSeconds();
      const observer = createObserver();
      const hopeless = new Set<string>();
      const deadline = new AbortController();
      const end = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
      void clock.sleep(seconds, end).then(() => {
        deadline.abort();
      });
      try {
        for await (const snapshot of snapshots(targets, { everySeconds, clock, signal: end })) {
          observer.add(snapshot);
          if ('failure' in snapshot && LASTING.includes(snapshot.failure.code)) hopeless.add(snapshot.target);
          if (hopeless.size === targets.length) break;
          onProgress?.(`${Math.min(seconds, clock.nowSeconds() - startAtSeconds).toFixed(0)} of ${seconds} s observed`);
        }
      } finally {
        deadline.abort();
      }
      return requireEngines(
        observer.observation(),
        () => new SourceError('no-engine', `${name} answered no scrape within ${seconds} s.`),
      );
    },

    series(): AsyncIterable<Observation> {
      throw new SourceError(
        'empty-window',
        `${name} is a live engine and has no past to divide into steps: watch shows it step by step from now on.`,
      );
    },

    async *follow({ everySeconds: every, windowSeconds, signal }: FollowOptions): AsyncGenerator<Observation> {
      const observer = createObserver(windowSeconds);
      const beat = createBeat(
        targets.map((target) => target.name),
        every,
      );
      for await (const snapshot of snapshots(targets, { everySeconds: every, clock, signal })) {
        observer.add(snapshot);
        if (beat.isComplete(snapshot.target, clock.nowSeconds())) yield observer.observation();
      }
    },
  };
}
