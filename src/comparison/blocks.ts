/**
 * Blocks of one side, over all of its engines. A choice, by simulation (test/comparison/false-alarms.test.ts): with more, blocks
 * are too short for neighbours that stay alike after whitening; with fewer, Student's quantiles make every interval wide.
 */
const BLOCKS = 5;

/** Which block the i-th of `count` steps of an engine is in: BLOCKS over all engines of a side, and each engine at least one. */
export const blockOf = (i: number, count: number, engines: number): number =>
  Math.floor((i * Math.max(1, Math.round(BLOCKS / engines))) / count);
