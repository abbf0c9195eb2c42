import { trueRun } from './truth.ts';

const { first_start, requests_table: requests } = trueRun('b_overload');

/** When the first request of the overload was sent, in Unix seconds. */
export const overloadStartSeconds = first_start;

/** Mean TTFT of the requests that arrived within a second of that time, as the client measured it. */
export function trueWait(secondsAfterStart: number): number {
  const near = requests.filter(([startAtSeconds]) => Math.abs(startAtSeconds - first_start - secondsAfterStart) < 1);
  return near.reduce((sum, [, , , , ttftSeconds]) => sum + ttftSeconds, 0) / near.length;
}
