import { divided, type Schema } from './schema.ts';
import type { Window } from './window.ts';

/** What grows whenever an engine works, whatever it works at. */
const PROGRESS = ['generationTokens', 'promptTokens', 'requestsFinished'] as const;

/**
 * Gauges that a step changes where it works: steps that compute a part of a very long prompt count nothing, but take blocks.
 * Who waits is none of them, since a scheduler that starts nothing publishes that, too.
 */
export const PUBLISHED = ['requestsRunning', 'kvCacheUsageRatio'] as const;

/**
 * For how long up to its end nothing moved that shows progress: all of a stretch, or nothing of it. 0 where an engine exposes none
 * of it, since then nobody can tell.
 */
export function stillSecondsOf(seconds: number, schema: Schema, increases: Float64Array): number {
  const slots = progressSlots(schema);
  return slots.length > 0 && slots.every((slot) => increases[slot] === 0) ? seconds : 0;
}

/** Of two adjacent stretches: one that was still throughout goes on where the one before it stopped. */
export const joinStillness = (
  earlier: Pick<Window, 'seconds' | 'stillSeconds'>,
  later: Pick<Window, 'seconds' | 'stillSeconds'>,
): number => (later.stillSeconds === later.seconds ? earlier.stillSeconds + later.seconds : later.stillSeconds);

// Pages of one engine share a schema, and there are as many stretches as pages.
const known = new WeakMap<Schema, readonly number[]>();

function progressSlots(schema: Schema): readonly number[] {
  const found = known.get(schema);
  if (found) return found;
  const steps = schema.histograms.get(divided('iterationTokens'))?.count;
  const slots = [
    ...PROGRESS.flatMap((meaning) => schema.counters.get(meaning) ?? []).map(({ slot }) => slot),
    ...(steps === undefined ? [] : [steps]),
  ];
  known.set(schema, slots);
  return slots;
}
