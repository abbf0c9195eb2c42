import { boundsOf } from '../select.ts';
import { createObserver, requireEngines } from '../observe.ts';
import { observeSteps } from '../observe-steps.ts';
import {
  SourceError,
  type FollowOptions,
  type Observation,
  type ObserveOptions,
  type Selection,
  type SeriesOptions,
  type Source,
} from '../source.ts';
import { readAnswers, readRecording } from './read-recording.ts';
import { middleOf } from '../answer.ts';

/** A recording: read as a stream, so it may be larger than memory. Damage in the file is reported, not fatal. */
export function recordingSource(path: string): Source {
  return {
    name: path,
    async observe(selection: Selection, options: ObserveOptions = {}): Promise<Observation> {
      const { signal, onProgress } = options;
      const reading = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
      // Standard input can be read only once, so there the window slides along to the end.
      const { lastSeconds, ...range } = selection;
      const slides = path === '-';
      const endSeconds = slides || lastSeconds === undefined ? Number.POSITIVE_INFINITY : await endOf(path, reading);
      const observer = createObserver(slides ? lastSeconds : undefined);
      const faults: string[] = [];
      let extent: { first: number; last: number } | undefined;
      for await (const snapshot of readRecording(path, { ...reading, onFault: (message) => faults.push(message) })) {
        extent = { first: extent?.first ?? snapshot.atSeconds, last: snapshot.atSeconds };
        const { fromSeconds, toSeconds } = boundsOf(slides ? range : selection, extent.first, endSeconds);
        if (snapshot.atSeconds > toSeconds) break;
        if (snapshot.atSeconds >= fromSeconds) observer.add(snapshot);
      }
      const observation = requireEngines(observer.observation(), () => emptyWindow(path, extent));
      return {
        ...observation,
        errors: [
          ...observation.errors,
          ...faults.map((message) => ({ target: path, code: 'malformed' as const, message })),
        ],
      };
    },

    async *series(selection: Selection, options: SeriesOptions): AsyncGenerator<Observation> {
      const { signal, onProgress, stepSeconds, windowSeconds = stepSeconds } = options;
      const reading = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
      const endSeconds = selection.lastSeconds === undefined ? Number.POSITIVE_INFINITY : await endOf(path, reading);
      let firstSeconds: number | undefined;
      const selected = async function* () {
        for await (const snapshot of readRecording(path, reading)) {
          firstSeconds ??= snapshot.atSeconds;
          const { fromSeconds, toSeconds } = boundsOf(selection, firstSeconds, endSeconds);
          if (snapshot.atSeconds > toSeconds) return;
          if (snapshot.atSeconds >= fromSeconds) yield snapshot;
        }
      };
      yield* observeSteps(selected(), { stepSeconds, windowSeconds });
    },

    async *follow({ everySeconds, windowSeconds, signal, onProgress }: FollowOptions): AsyncGenerator<Observation> {
      const observer = createObserver(windowSeconds);
      let dueAtSeconds = Number.NEGATIVE_INFINITY;
      try {
        for await (const snapshot of readRecording(path, {
          ...(signal && { signal }),
          ...(onProgress && { onProgress }),
        })) {
          observer.add(snapshot);
          if (snapshot.atSeconds < dueAtSeconds) continue;
          dueAtSeconds = snapshot.atSeconds + everySeconds * 0.9;
          yield observer.observation();
        }
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
  };
}

/** When the last scrape was made; pages are not parsed for it. */
async function endOf(path: string, options: ObserveOptions): Promise<number> {
  let endSeconds = Number.NEGATIVE_INFINITY;
  for await (const answer of readAnswers(path, options)) endSeconds = Math.max(endSeconds, middleOf(answer));
  return endSeconds;
}

function emptyWindow(path: string, extent: { first: number; last: number } | undefined): SourceError {
  const time = (seconds: number): string => `${seconds.toFixed(0)} (${new Date(seconds * 1000).toISOString()})`;
  const holds = extent
    ? `The recording was read from ${time(extent.first)} to ${time(extent.last)}, ${(extent.last - extent.first).toFixed(0)} s`
    : 'The recording holds nothing';
  return new SourceError(
    'empty-window',
    `No scrape of ${path} lies in the stretch asked for. ${holds}; choose --from, --to or --last inside it.`,
  );
}
