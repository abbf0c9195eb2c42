import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACCELERATORS,
  allReduceSeconds,
  findAccelerator,
  interconnectBytesPerSecond,
  type Accelerator,
} from '../../../src/roofline/accelerators/index.ts';
import { GPU_TABLES } from './gpus-fixture.ts';

const named = (name: string): Accelerator => {
  const found = findAccelerator(name);
  if (!found) throw new Error(name);
  return found;
};
const microseconds = (name: string, gpus: number, bytes: number): number =>
  allReduceSeconds(named(name), gpus, bytes).seconds * 1e6;

const tables = Object.entries(GPU_TABLES.empirical_eff.allreduce_us_by_tp_by_bytes).flatMap(([hardware, byGpus]) =>
  Object.entries(byGpus).map(([gpus, byBytes]) => {
    const accelerator = ACCELERATORS.find(({ measuredAs }) => measuredAs === hardware);
    if (!accelerator) throw new Error(hardware);
    const points = Object.entries(byBytes).map(([bytes, time]) => [Number(bytes), time] as const);
    return { hardware, accelerator, gpus: Number(gpus), points };
  }),
);

/** Where a measured time falls while the message grows, and what is drawn instead: the geometric mean. */
const LEVELLED: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  // √(5.3·5.2)
  a100_sxm2: { 8192: 5.249762, 32768: 5.249762 },
  // ∛(26.1·17.2·20.7): the mean of the first two, 21.2, is still above the third.
  b200_sxm8: { 524288: 21.0239, 1048576: 21.0239, 2097152: 21.0239 },
};

describe.each(tables)('$hardware, $gpus GPUs', ({ hardware, accelerator, gpus, points }) => {
  it('is the collected table, levelled where it falls', () => {
    const levelled = LEVELLED[`${hardware}${gpus}`] ?? {};
    for (const [bytes, time] of points) {
      const { seconds, isMeasured } = allReduceSeconds(accelerator, gpus, bytes);
      expect(isMeasured).toBe(true);
      expect([bytes, seconds * 1e6]).toEqual([bytes, expect.closeTo(levelled[bytes] ?? time, 3)]);
    }
  });

  it('has sizes in bytes: no bus carries more than it can', () => {
    // Were they elements of 16 bit, two H100 would move 572 GB/s through a link of 450.
    const [bytes = 0, time = 0] = points.at(-1) ?? [];
    const busBytesPerSecond = ((2 * (gpus - 1)) / gpus) * (bytes / (time / 1e6));
    expect(busBytesPerSecond).toBeLessThan(interconnectBytesPerSecond(accelerator));
  });
});

describe('between and beyond the measured sizes', () => {
  it('is straight on logarithmic axes', () => {
    // 8 H100: 128 KiB in 7.9 µs, 512 KiB in 12.0; 256 KiB is half way: √(7.9·12.0). 64 KiB: measured apart, 6.4 µs.
    expect(microseconds('h100-sxm', 8, 2 ** 18)).toBeCloseTo(9.736529, 6);
    expect(microseconds('h100-sxm', 8, 2 ** 16)).toBeCloseTo(6.65, 2);
  });

  it('the smallest message costs what it costs, the largest grows with its bytes', () => {
    expect(microseconds('h100-sxm', 8, 1)).toBeCloseTo(4.7, 9);
    expect(microseconds('h100-sxm', 8, 2 ** 28)).toBeCloseTo(2 * 577.4, 9);
  });

  it('the measurements of the L40S are those over PCIe: 19 GB/s between two', () => {
    expect(named('l40s').linkBytesPerSecond).toBeUndefined();
    expect(2 ** 27 / (microseconds('l40s', 2, 2 ** 27) / 1e6) / 1e9).toBeCloseTo(19.16, 2);
  });
});

describe('what was not measured', () => {
  it('is a ring over the link', () => {
    // 2·3/4 · 100 MB / 448 GB/s = 334.82 µs, and 5.
    const { seconds, isMeasured } = allReduceSeconds(named('mi300x'), 4, 100e6);
    expect([seconds * 1e6, isMeasured]).toEqual([expect.closeTo(339.82, 2), false]);
  });

  it('or over the bus of the host, where each GPU adds to the latency', () => {
    // 2·1/2 · 10 MB / 64 GB/s = 156.25 µs, and 2·3.
    const { seconds, isMeasured } = allReduceSeconds(named('h100-pcie'), 2, 10e6);
    expect([seconds * 1e6, isMeasured]).toEqual([expect.closeTo(162.25, 6), false]);
  });

  it('or over PCIe 4.0, where nothing is known', () => {
    const { linkBytesPerSecond, hostLinkBytesPerSecond, ...unlinked } = named('h100-sxm');
    expect([linkBytesPerSecond, hostLinkBytesPerSecond, interconnectBytesPerSecond(unlinked)]).toEqual([
      450e9, 64e9, 32e9,
    ]);
  });

  it('takes at least as long as fewer GPUs were measured to take', () => {
    // A ring of 16 L40S over 32 GB/s would take 7.9 ms for 128 MiB; 8 were measured at 120.3.
    expect(microseconds('l40s', 16, 2 ** 27)).toBeCloseTo(120267.1, 1);
    expect(microseconds('h100-sxm', 3, 8192)).toBeGreaterThanOrEqual(microseconds('h100-sxm', 2, 8192));
    expect(allReduceSeconds(named('h100-sxm'), 3, 8192).isMeasured).toBe(false);
  });

  it('is optimistic, by as much as the comment says', () => {
    const tooFast = ({ accelerator: { measuredAs, ...unmeasured }, gpus, points }: (typeof tables)[number]) =>
      points.map(([bytes, time]) => ({
        key: `${measuredAs ?? ''} ${gpus}`,
        bytes,
        times: time / (allReduceSeconds(unmeasured, gpus, bytes).seconds * 1e6),
      }));
    const all = tables.flatMap(tooFast);
    const largest = all.filter(({ bytes }) => bytes === 2 ** 27);
    const overNvlink = largest.flatMap(({ key, times }) => (key.startsWith('l40s') ? [] : [times]));
    expect([Math.min(...overNvlink), Math.max(...overNvlink)]).toEqual([
      expect.closeTo(1.1, 1),
      expect.closeTo(1.8, 1),
    ]);
    const nvlink = all.flatMap(({ key, times }) => (key.startsWith('l40s') ? [] : [times]));
    expect(Math.max(...nvlink)).toBeCloseTo(4.34, 2);
    const overPcie = largest.flatMap(({ key, times }) => (key.startsWith('l40s') ? [times] : []));
    expect(overPcie.map((times) => Math.round(times * 10) / 10)).toEqual([1.7, 8.6, 16.3]);
  });

  it('H100 NVL, GH200 and GB200 do not borrow the tables of others', () => {
    for (const name of ['h100-nvl', 'gh200-96', 'gb200', 'a100-pcie-80', 'h200-nvl']) {
      expect(allReduceSeconds(named(name), 2, 1e6).isMeasured).toBe(false);
    }
  });
});

it('takes no time with one GPU or nothing to add', () => {
  for (const accelerator of ACCELERATORS) {
    expect(allReduceSeconds(accelerator, 1, 1e9).seconds).toBe(0);
    expect(allReduceSeconds(accelerator, 8, 0).seconds).toBe(0);
  }
});

describe('laws, for all hardware', () => {
  const accelerator = fc.constantFrom(...ACCELERATORS);
  const gpus = fc.integer({ min: 2, max: 16 });
  const bytes = fc.oneof(
    fc.double({ min: 1, max: 1e10, noNaN: true }),
    fc.double({ min: 0, max: 33, noNaN: true }).map((exponent) => 2 ** exponent),
    fc.constantFrom(256, 8192, 32768, 131072, 524288, 1048576, 2097152, 8388608, 33554432, 134217728),
  );

  it('more bytes take no less time', () => {
    fc.assert(
      fc.property(accelerator, gpus, bytes, bytes, (on, count, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const fewer = allReduceSeconds(on, count, less).seconds;
        expect(fewer).toBeGreaterThan(0);
        expect(allReduceSeconds(on, count, more).seconds).toBeGreaterThanOrEqual(fewer * (1 - 1e-12));
      }),
      { numRuns: 1000 },
    );
  });

  it('there are no steps, neither at the sizes measured nor at the ends', () => {
    fc.assert(
      fc.property(accelerator, gpus, bytes, (on, count, size) => {
        const before = allReduceSeconds(on, count, size * (1 - 1e-9)).seconds;
        const after = allReduceSeconds(on, count, size * (1 + 1e-9)).seconds;
        expect(after / before).toBeCloseTo(1, 7);
      }),
      { numRuns: 1000 },
    );
  });
});

it('is fast enough to ask for each prediction', () => {
  const h100 = named('h100-sxm');
  const run = (times: number): number => {
    const startedAt = performance.now();
    let sum = 0;
    for (let i = 1; i <= times; i += 1) sum += allReduceSeconds(h100, 8, 1000 * i).seconds;
    expect(sum).toBeGreaterThan(0);
    return ((performance.now() - startedAt) / times) * 1000;
  };
  run(20_000);
  // Microseconds each; the best of three, as other tests run beside.
  const best = Math.min(run(50_000), run(50_000), run(50_000));
  expect(best).toBeLessThan(1);
});
