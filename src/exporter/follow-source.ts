import type { Clock, Observation, Source } from '../sources/index.ts';

/** What an exporter needs of a source. */
export type Followed = Pick<Source, 'name' | 'follow'>;

export interface FollowOptions {
  readonly everySeconds: number;
  readonly windowSeconds: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What to do with each; the source waits for it. Must not reject. */
  readonly onObservation: (observation: Observation) => Promise<void>;
  /** The source threw, or ended although nobody told it to. */
  readonly onBreak: (error: unknown, retrySeconds: number) => void;
}

const FIRST_RETRY_SECONDS = 1;
const LAST_RETRY_SECONDS = 60;

/**
 * Follows a source until the signal aborts. A source that breaks is followed again after a while, which doubles for as long
 * as nothing comes of it: an exporter must outlive whatever it looks at. Never rejects.
 */
export async function followSource(source: Followed, options: FollowOptions): Promise<void> {
  const { everySeconds, windowSeconds, clock, signal, onObservation, onBreak } = options;
  let retrySeconds = FIRST_RETRY_SECONDS;
  while (!signal.aborted) {
    let error: unknown = new Error(`${source.name} has ended.`);
    try {
      for await (const observation of source.follow({ everySeconds, windowSeconds, signal })) {
        retrySeconds = FIRST_RETRY_SECONDS;
        await onObservation(observation);
      }
    } catch (thrown) {
      error = thrown;
    }
    if (isAborted(signal)) return;
    onBreak(error, retrySeconds);
    await clock.sleep(retrySeconds, signal);
    retrySeconds = Math.min(2 * retrySeconds, LAST_RETRY_SECONDS);
  }
}

/** Asked anew: it may have aborted since the loop began. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
