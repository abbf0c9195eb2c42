import type { Snapshot } from '../metrics/window/index.ts';
import { createObserver } from './observe.ts';
import type { Observation } from './source.ts';

export interface Steps {
  /** Where the first step begins; at the first snapshot when not given. */
  readonly fromSeconds?: number | undefined;
  readonly stepSeconds: number;
  /** How far each observation looks back. */
  readonly windowSeconds: number;
}

/** One observation at the end of each step, from snapshots in the order of time. A last step that is not whole is left out. */
export async function* observeSteps(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  { fromSeconds, stepSeconds, windowSeconds }: Steps,
): AsyncGenerator<Observation> {
  const observer = createObserver(windowSeconds);
  let dueAtSeconds = fromSeconds === undefined ? undefined : fromSeconds + stepSeconds;
  let hasNews = false;
  for await (const snapshot of snapshots) {
    dueAtSeconds ??= snapshot.atSeconds + stepSeconds;
    for (; snapshot.atSeconds > dueAtSeconds; dueAtSeconds += stepSeconds) {
      if (hasNews) yield observer.observation();
      hasNews = false;
    }
    observer.add(snapshot);
    hasNews = true;
    if (snapshot.atSeconds === dueAtSeconds) {
      yield observer.observation();
      hasNews = false;
      dueAtSeconds += stepSeconds;
    }
  }
}
