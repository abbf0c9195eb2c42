import type { Reading } from './reading.ts';

// Start times are exported once per process; vLLM prints them to the microsecond, so half a second is far beyond rounding.
const START_TOLERANCE_SECONDS = 0.5;

/** Whether the engine restarted between two readings: its process or any counter began anew, or any growing number fell. */
export const restarted = (earlier: Reading, later: Reading): boolean =>
  startMoved(earlier.processStartSeconds, later.processStartSeconds) ||
  (earlier.createdSeconds.length === later.createdSeconds.length &&
    later.createdSeconds.some((created, i) => startMoved(earlier.createdSeconds[i] ?? null, created))) ||
  anyDecrease(earlier, later);

const startMoved = (before: number | null, after: number | null): boolean =>
  before !== null && after !== null && after - before > START_TOLERANCE_SECONDS;

function anyDecrease(earlier: Reading, later: Reading): boolean {
  if (earlier.schema === later.schema) {
    return later.cumulative.some((value, slot) => value < (earlier.cumulative[slot] ?? 0));
  }
  return [...later.schema.slotOf].some(([key, slot]) => {
    const before = earlier.schema.slotOf.get(key);
    return before !== undefined && (later.cumulative[slot] ?? 0) < (earlier.cumulative[before] ?? 0);
  });
}
