import type { Snapshot } from '../metrics/window/index.ts';
import { createObserver, observationOf, type Observer } from './observe.ts';
import type { Observation } from './source.ts';

export interface Steps {
  /** Where the first step begins; at the first snapshot when not given. */
  readonly fromSeconds?: number | undefined;
  readonly stepSeconds: number;
  /** How far each observation looks back. */
  readonly windowSeconds: number;
}

/**
 * One observation at the end of each step, from snapshots in the order of time. A last step that is not whole is left out, and so
 * is one in which nothing answered.
 *
 * Windows as long as a step begin with the last scrape of the step before, wherever that lies, so that together they hold all
 * that happened, once. Longer ones reach back by time.
 */
export async function* observeSteps(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  { fromSeconds, stepSeconds, windowSeconds }: Steps,
): AsyncGenerator<Observation> {
  const observer = windowSeconds === stepSeconds ? adjoining(stepSeconds) : createObserver(windowSeconds);
  let beginsAtSeconds = fromSeconds;
  let step = 1;
  let hasNews = false;
  for await (const snapshot of snapshots) {
    beginsAtSeconds ??= snapshot.atSeconds;
    const stepOfSnapshot = Math.ceil((snapshot.atSeconds - beginsAtSeconds) / stepSeconds);
    if (stepOfSnapshot > step) {
      if (hasNews) yield* seen(observer);
      step = stepOfSnapshot;
    }
    observer.add(snapshot);
    hasNews = true;
    if (snapshot.atSeconds === beginsAtSeconds + step * stepSeconds) {
      yield* seen(observer);
      hasNews = false;
      step++;
    }
  }
}

function* seen(observer: Observer): Generator<Observation> {
  const observation = observer.observation();
  if (observation.windows.length > 0) yield observation;
}

/** A target, as far as the next observation begins with it. */
interface Carried {
  readonly page: Snapshot | undefined;
  readonly triedAtSeconds: number;
  /** Scrapes that failed and that no observation has told of yet. */
  readonly failures: number;
  readonly lastFailure: Snapshot | undefined;
  /** Whether it answered since the last observation. */
  readonly isThere: boolean;
}

/**
 * Each observation begins where the one before ended: with the last page of each target, however long its scrapes have failed
 * since. Where nobody tried for a while it begins with the first scrape after that. A target without an answer is not in it.
 */
function adjoining(stepSeconds: number): Observer {
  const begin = (): Observer => createObserver(Number.POSITIVE_INFINITY);
  const targets = new Map<string, Carried>();
  let observer = begin();
  let isDone = false;

  const beginAnew = (atSeconds: number): void => {
    observer = begin();
    for (const { page, triedAtSeconds, failures, lastFailure } of targets.values()) {
      if (!page || triedAtSeconds < atSeconds - 2 * stepSeconds) continue;
      observer.add(page);
      for (let i = 0; lastFailure && i < failures; i++) observer.add(lastFailure);
    }
    isDone = false;
  };

  return {
    add(snapshot) {
      if (isDone) beginAnew(snapshot.atSeconds);
      observer.add(snapshot);
      const carried = targets.get(snapshot.target);
      const { page, failures = 0, isThere = false } = carried ?? {};
      const isPage = !('failure' in snapshot);
      targets.set(snapshot.target, {
        page: isPage ? snapshot : page,
        triedAtSeconds: snapshot.atSeconds,
        failures: isPage ? 0 : failures + 1,
        lastFailure: isPage ? undefined : snapshot,
        isThere: isThere || isPage,
      });
    },
    observation() {
      isDone = true;
      const observation = observer.observation();
      const windows = observation.windows.filter(({ engine }) => targets.get(engine.target)?.isThere);
      for (const [target, carried] of targets) {
        targets.set(target, { ...carried, isThere: false, failures: carried.isThere ? 0 : carried.failures });
      }
      return observationOf(windows, observation.errors, observation.slowestScrapeSeconds);
    },
  };
}
