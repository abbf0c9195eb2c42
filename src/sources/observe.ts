import { createWindowFold, type Snapshot, type Window, type WindowFold } from '../metrics/window/index.ts';
import { SourceError, type Observation, type SourceFailure } from './source.ts';

/** Collects snapshots and, at any time, says what they add up to. */
export interface Observer {
  add(snapshot: Snapshot): void;
  observation(): Observation;
}

/** `keepSeconds` makes its windows slide; without it they grow from the first snapshot on. */
export function createObserver(keepSeconds?: number): Observer {
  const fold: WindowFold = createWindowFold(keepSeconds);
  const failures = new Map<string, SourceFailure>();
  const scrapeSeconds = new Map<string, number>();
  return {
    add(snapshot) {
      fold.add(snapshot);
      if ('failure' in snapshot) {
        const { target, failure } = snapshot;
        failures.set(target, { target, ...failure });
        scrapeSeconds.delete(target);
      } else {
        scrapeSeconds.set(snapshot.target, snapshot.scrapeSeconds);
        if (keepSeconds !== undefined) failures.delete(snapshot.target);
      }
    },
    observation() {
      const slowest = scrapeSeconds.size === 0 ? null : Math.max(...scrapeSeconds.values());
      return observationOf(fold.windows(), [...failures.values()], slowest);
    },
  };
}

/** What windows and failures amount to. `targetOf` tells targets apart; by their name where nothing else is said. */
export const observationOf = (
  windows: readonly Window[],
  errors: readonly SourceFailure[],
  slowestScrapeSeconds: number | null,
  targetOf: (window: Window) => string = ({ engine }) => engine.target,
): Observation => ({
  startAtSeconds: Math.min(...windows.map(({ startAtSeconds }) => startAtSeconds)),
  endAtSeconds: Math.max(...windows.map(({ endAtSeconds }) => endAtSeconds)),
  samples: samplesOf(windows, targetOf),
  slowestScrapeSeconds,
  windows,
  errors,
});

/** Scrapes inside the windows; a page with several engines is one. */
function samplesOf(windows: readonly Window[], targetOf: (window: Window) => string): number {
  const perTarget = new Map<string, number>();
  for (const window of windows) {
    const target = targetOf(window);
    perTarget.set(target, Math.max(window.samples, perTarget.get(target) ?? 0));
  }
  return [...perTarget.values()].reduce((sum, samples) => sum + samples, 0);
}

/** Throws the first failure, or says that nothing was there, when an observation holds no engine. */
export function requireEngines(observation: Observation, nothing: () => SourceError): Observation {
  if (observation.windows.length > 0) return observation;
  const [failure] = observation.errors;
  throw failure ? new SourceError(failure.code, failure.message) : nothing();
}
