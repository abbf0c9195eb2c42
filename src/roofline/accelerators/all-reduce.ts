import type { Accelerator } from './accelerator.ts';
import { logLogValue } from './log-log.ts';
import { ALL_REDUCE_MICROSECONDS, MESSAGE_BYTES } from './measured-all-reduce.ts';

export interface AllReduce {
  readonly seconds: number;
  /** From measurements of this hardware with as many GPUs; otherwise a formula. */
  readonly isMeasured: boolean;
}

/**
 * Time in which `gpus` GPUs of a node add up `bytes` bytes each, and all get the sum.
 *
 * Measured (2, 4 and 8 GPUs of some hardware): straight between the sizes when both axes are logarithmic; the smallest below it;
 * above the largest in proportion to the bytes. A time that falls while the message grows (8 B200 need 26 µs for 512 KiB and 17 µs
 * for 1 MiB) is drawn level at the geometric mean, so that more never takes less.
 *
 * Not measured:
 *
 *     seconds = 2·(p − 1)/p · bytes / linkBytesPerSecond + latency               ring; p GPUs
 *
 * - At least what fewer GPUs of this hardware were measured to take.
 * - Optimistic. Where both are known, 128 MiB take 1.1 to 1.8 times as long over NVLink, 0.5 to 8 MiB up to 4.3 times; over PCIe
 *   (L40S) 128 MiB take 1.7 times as long between two GPUs, 9 times between four and 16 times between eight.
 * - One GPU, or no bytes: 0.
 */
export function allReduceSeconds(accelerator: Accelerator, gpus: number, bytes: number): AllReduce {
  if (gpus <= 1 || bytes <= 0) return NOTHING;
  const fewer = mostMeasured(accelerator, gpus);
  const measured = fewer === undefined ? 0 : measuredSeconds(fewer.seconds, bytes);
  return fewer?.gpus === gpus
    ? { seconds: measured, isMeasured: true }
    : { seconds: Math.max(measured, ringSeconds(accelerator, gpus, bytes)), isMeasured: false };
}

const NOTHING: AllReduce = { seconds: 0, isMeasured: true };

interface Times {
  readonly gpus: number;
  /** At each of the MESSAGE_BYTES; never falling. */
  readonly seconds: readonly number[];
}

// By hardware; fewer GPUs first.
const TIMES: ReadonlyMap<string, readonly Times[]> = new Map(
  Object.entries(ALL_REDUCE_MICROSECONDS).map(([hardware, byGpus]) => [
    hardware,
    Object.entries(byGpus).map(([gpus, microseconds]) => ({
      gpus: Number(gpus),
      seconds: neverFalling(microseconds).map((each) => each / 1e6),
    })),
  ]),
);

/** The measurement with the most GPUs, of up to `gpus`. */
function mostMeasured({ measuredAs }: Accelerator, gpus: number): Times | undefined {
  let found: Times | undefined;
  for (const times of (measuredAs === undefined ? undefined : TIMES.get(measuredAs)) ?? []) {
    if (times.gpus <= gpus) found = times;
  }
  return found;
}

const LARGEST_BYTES = MESSAGE_BYTES.at(-1) ?? 1;

function measuredSeconds(seconds: readonly number[], bytes: number): number {
  return logLogValue(MESSAGE_BYTES, seconds, bytes) * Math.max(1, bytes / LARGEST_BYTES);
}

/** The closest sequence in logarithms that never falls: falling neighbours share their geometric mean (pool adjacent violators). */
function neverFalling(values: readonly number[]): number[] {
  const pools: { log: number; count: number }[] = [];
  for (const value of values) {
    let pool = { log: Math.log(value), count: 1 };
    for (let last = pools.at(-1); last && last.log > pool.log; last = pools.at(-1)) {
      const count = last.count + pool.count;
      pool = { log: (last.log * last.count + pool.log * pool.count) / count, count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ log, count }) => Array<number>(count).fill(Math.exp(log)));
}

// Source: 256 bytes in the measured tables: 4.3–7.4 µs over NVLink whatever the number of GPUs; over PCIe (L40S) 5.4, 13.3 and 25 µs
// with 2, 4 and 8.
const LINK_LATENCY_SECONDS = 5e-6;
const HOST_LATENCY_SECONDS_PER_GPU = 3e-6;

// Source: PCIe 4.0 ×16, one direction. For hardware of which no link at all is known.
const UNKNOWN_LINK_BYTES_PER_SECOND = 32e9;

/** What one GPU sends to the others of its node at most: over their own link, else over the host's bus. */
export const interconnectBytesPerSecond = ({ linkBytesPerSecond, hostLinkBytesPerSecond }: Accelerator): number =>
  linkBytesPerSecond ?? hostLinkBytesPerSecond ?? UNKNOWN_LINK_BYTES_PER_SECOND;

function ringSeconds(accelerator: Accelerator, gpus: number, bytes: number): number {
  const latency =
    accelerator.linkBytesPerSecond === undefined ? gpus * HOST_LATENCY_SECONDS_PER_GPU : LINK_LATENCY_SECONDS;
  return (((2 * (gpus - 1)) / gpus) * bytes) / interconnectBytesPerSecond(accelerator) + latency;
}
