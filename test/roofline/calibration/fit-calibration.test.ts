import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitCalibration,
  isRefusal,
  type CalibrationFit,
  type CalibrationOptions,
  type CalibrationSample,
} from '../../../src/roofline/calibration/index.ts';
import type { Calibration } from '../../../src/roofline/cost/index.ts';
import { decodeOf, normalOf, randomOf, sampled, type SyntheticStep } from './synthetic.ts';

const START: Calibration = { memoryRatio: 0.83, computeRatio: 0.48, layerOverheadSeconds: 60e-6, errorRatio: 0.15 };
const CONSTANTS = ['memoryRatio', 'computeRatio', 'layerOverheadSeconds'] as const;

function fitted(samples: readonly CalibrationSample[], options?: CalibrationOptions): CalibrationFit {
  const answer = fitCalibration(samples, START, options);
  if (isRefusal(answer)) throw new Error(answer.problems.join('; '));
  return answer;
}

function refused(samples: readonly CalibrationSample[]): string {
  const answer = fitCalibration(samples, START);
  if (!isRefusal(answer)) throw new Error('fitted');
  return answer.problems.join('; ');
}

// Batches from 1 to 128, and prompts in varying share.
const VARIED = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 80, 96, 112, 128].flatMap((requests) => [
  decodeOf(requests),
  decodeOf(requests, 50),
  decodeOf(requests, 8 * requests),
]);

const truths = fc.record({
  memoryRatio: fc.double({ min: 0.35, max: 1, noNaN: true }),
  computeRatio: fc.double({ min: 0.15, max: 1, noNaN: true }),
  layerOverheadSeconds: fc.double({ min: 0, max: 300e-6, noNaN: true }),
  errorRatio: fc.constant(0),
});

describe('without noise', () => {
  // Reading 10 ms and 40 ms at the roof, 100 layers: 10/0.5 + 10 = 30 ms, 40/0.5 + 10 = 90 ms; multiplying 10 ms beside
  // them: 10/0.25 = 40 ms more.
  it('finds what was worked by hand', () => {
    const step = (readSeconds: number, computeSeconds: number): SyntheticStep => ({
      readSeconds,
      computeSeconds,
      layers: 100,
    });
    const steps = [step(0.01, 0), step(0.04, 0), step(0.01, 0.01), step(0.04, 0.01)];
    const measured = [0.03, 0.09, 0.07, 0.13];
    const samples = sampled(steps, START).map((sample, i) => ({ ...sample, measuredSeconds: measured[i] ?? 0 }));
    const { calibration, residuals, fixed, warnings } = fitted(samples);
    expect(calibration.memoryRatio).toBeCloseTo(0.5, 6);
    expect(calibration.computeRatio).toBeCloseTo(0.25, 6);
    expect(calibration.layerOverheadSeconds).toBeCloseTo(100e-6, 10);
    expect(calibration.errorRatio).toBeCloseTo(0, 6);
    expect(residuals.map(({ predictedSeconds }) => Number(predictedSeconds.toFixed(6)))).toEqual(measured);
    expect(fixed).toEqual(['requestOverheadSeconds']);
    expect(warnings).toEqual([]);
  });

  it('recovers any constants, also no overhead at all', () => {
    fc.assert(
      fc.property(truths, (truth) => {
        const { calibration } = fitted(sampled(VARIED, truth));
        expect(calibration.memoryRatio / truth.memoryRatio).toBeCloseTo(1, 5);
        expect(calibration.computeRatio / truth.computeRatio).toBeCloseTo(1, 5);
        expect(calibration.layerOverheadSeconds).toBeCloseTo(truth.layerOverheadSeconds, 9);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('does so whatever the order and the unit of the weights', () => {
    fc.assert(
      fc.property(truths, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (truth, weight) => {
        const samples = sampled(VARIED, truth, (i) => 1 + 0.05 * Math.sin(7 * i));
        const others = samples.toReversed().map((sample) => ({ ...sample, weight }));
        const [one, other] = [fitCalibration(samples, START), fitCalibration(others, START)];
        if (isRefusal(one) || isRefusal(other)) return;
        for (const constant of CONSTANTS) {
          expect(other.calibration[constant] * 1e3).toBeCloseTo(one.calibration[constant] * 1e3, 3);
        }
      }),
      { seed: 2, numRuns: 50 },
    );
  });
});

describe('with noise', () => {
  const truth: Calibration = { memoryRatio: 0.7, computeRatio: 0.55, layerOverheadSeconds: 45e-6, errorRatio: 0 };

  it.each([0.02, 0.05, 0.1])('has the truth in its intervals in 92 to 98 of 100 cases (noise %f)', (noise) => {
    const covered = { memoryRatio: 0, computeRatio: 0, layerOverheadSeconds: 0 };
    const given = { ...covered };
    const SEEDS = 300;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const normal = normalOf(randomOf(seed));
      const { intervals } = fitted(sampled(VARIED, truth, () => Math.exp(noise * normal())));
      for (const constant of CONSTANTS) {
        const interval = intervals[constant];
        if (interval === undefined) continue;
        given[constant]++;
        if (interval.low <= truth[constant] && truth[constant] <= interval.high) covered[constant]++;
      }
    }
    for (const constant of CONSTANTS) {
      expect(given[constant]).toBeGreaterThan(SEEDS / 2);
      expect(covered[constant] / given[constant]).toBeGreaterThan(0.92);
      expect(covered[constant] / given[constant]).toBeLessThan(0.985);
    }
  });

  it('says an error that nine of ten new measurements stay within', () => {
    let within = 0;
    let all = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const normal = normalOf(randomOf(seed));
      const errorOf = () => Math.exp(0.05 * normal());
      const { calibration } = fitted(sampled(VARIED, truth, errorOf));
      for (const sample of sampled(VARIED, truth, errorOf)) {
        all++;
        const relative = sample.predictSeconds(calibration) / sample.measuredSeconds - 1;
        if (Math.abs(relative) <= calibration.errorRatio) within++;
      }
    }
    expect(within / all).toBeGreaterThan(0.88);
    expect(within / all).toBeLessThan(0.93);
  });

  it('is not moved by one wild measurement in ten', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = randomOf(seed);
      const normal = normalOf(random);
      const noise = VARIED.map(() => Math.exp(0.03 * normal()));
      const isWild = VARIED.map((_, i) => i % 10 === seed % 10);
      const wildness = VARIED.map(() => 2 + 8 * random());
      const clean = fitted(sampled(VARIED, truth, (i) => noise[i] ?? 1));
      const wild = fitted(sampled(VARIED, truth, (i) => (isWild[i] === true ? (wildness[i] ?? 1) : (noise[i] ?? 1))));
      for (const constant of CONSTANTS) {
        const { low, high } = clean.intervals[constant] ?? { low: Number.NaN, high: Number.NaN };
        expect(wild.calibration[constant]).toBeGreaterThan(low - (high - low) / 2);
        expect(wild.calibration[constant]).toBeLessThan(high + (high - low) / 2);
      }
      expect(wild.medianErrorRatio).toBeLessThan(0.05);
      expect(Math.min(...wild.residuals.map(({ relative }) => relative))).toBeLessThan(-0.4);
    }
  });

  it('believes heavier samples', () => {
    // Eight say 0.6 and eight say 0.9; the weights decide.
    const steps = [1, 4, 16, 64, 128, 32, 8, 2].map((requests) => decodeOf(requests));
    const low = sampled(steps, { ...truth, memoryRatio: 0.6 });
    const high = sampled(steps, { ...truth, memoryRatio: 0.9 });
    const weighted = [...low, ...high.map((sample) => ({ ...sample, weight: 0.001 }))];
    expect(fitted(weighted).calibration.memoryRatio).toBeCloseTo(0.6, 1);
  });
});

describe('what the samples do not show', () => {
  const truth: Calibration = { memoryRatio: 0.7, computeRatio: 0.2, layerOverheadSeconds: 45e-6, errorRatio: 0 };

  it('stays at its start: compute without prefill', () => {
    const { calibration, fixed, intervals } = fitted(
      sampled(
        [1, 8, 32, 64, 128].map((n) => decodeOf(n)),
        truth,
      ),
    );
    expect(fixed).toEqual(['computeRatio', 'requestOverheadSeconds']);
    expect(calibration.computeRatio).toBe(START.computeRatio);
    expect(intervals.computeRatio).toBeUndefined();
    expect(calibration.memoryRatio).toBeCloseTo(0.7, 6);
    expect(calibration.layerOverheadSeconds).toBeCloseTo(45e-6, 10);
  });

  it('stays at its start: an overhead beside steps of a second', () => {
    const steps = [0.5, 1, 2, 4].flatMap((readSeconds) =>
      [0.1, 1].map((computeSeconds) => ({ readSeconds, computeSeconds, layers: 80 })),
    );
    const { calibration, fixed } = fitted(sampled(steps, { ...truth, layerOverheadSeconds: 60e-6 }));
    expect(fixed).toEqual(['layerOverheadSeconds', 'requestOverheadSeconds']);
    expect(calibration.memoryRatio).toBeCloseTo(0.7, 6);
    expect(calibration.computeRatio).toBeCloseTo(0.2, 6);
  });

  it('stays at its start where it is not asked for', () => {
    const { calibration, fixed } = fitted(sampled(VARIED, { ...START, memoryRatio: 0.6 }), {
      constants: ['memoryRatio'],
    });
    expect(fixed).toEqual(['computeRatio', 'layerOverheadSeconds', 'requestOverheadSeconds']);
    expect(calibration.memoryRatio).toBeCloseTo(0.6, 8);
  });
});

describe('the overhead of a request', () => {
  const truth: Calibration = {
    memoryRatio: 0.8,
    computeRatio: 0.55,
    layerOverheadSeconds: 45e-6,
    requestOverheadSeconds: 40e-6,
    errorRatio: 0,
  };
  // Each batch at short and long contexts, which tell what requests read from what the host does for them.
  const contexts = [1, 4, 16, 48, 96, 128].flatMap((requests) =>
    [200, 2000, 8000].flatMap((contextTokens) => [0, 50].map((n) => decodeOf(requests, n, contextTokens))),
  );

  it('is found where contexts vary', () => {
    const { calibration, fixed, intervals } = fitted(sampled(contexts, truth));
    expect(fixed).toEqual([]);
    expect(calibration.requestOverheadSeconds).toBeCloseTo(40e-6, 9);
    expect(calibration.memoryRatio).toBeCloseTo(0.8, 5);
    expect(intervals.requestOverheadSeconds?.low).toBeLessThanOrEqual(calibration.requestOverheadSeconds ?? 0);
  });

  it('has the truth in its interval in 90 of 100 cases, and is hardly ever left out', () => {
    let covered = 0;
    let given = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const normal = normalOf(randomOf(seed));
      const interval = fitted(sampled(contexts, truth, () => Math.exp(0.02 * normal()))).intervals
        .requestOverheadSeconds;
      if (interval === undefined) continue;
      given++;
      if (interval.low <= 40e-6 && 40e-6 <= interval.high) covered++;
    }
    expect(given).toBeGreaterThan(90);
    expect(covered / given).toBeGreaterThan(0.9);
  });

  it('stays absent where contexts do not vary: reading each context looks the same', () => {
    const { calibration, fixed } = fitted(sampled(VARIED, truth));
    expect(fixed).toEqual(['requestOverheadSeconds']);
    expect(calibration).not.toHaveProperty('requestOverheadSeconds');
  });

  it('stays absent where there is none, whatever the noise', () => {
    const without: Calibration = { ...truth, requestOverheadSeconds: 0 };
    for (let seed = 1; seed <= 50; seed++) {
      const normal = normalOf(randomOf(seed));
      const { calibration } = fitted(sampled(contexts, without, () => Math.exp(0.05 * normal())));
      expect(calibration).not.toHaveProperty('requestOverheadSeconds');
    }
  });
});

describe('far from its start', () => {
  it('finds an overhead of milliseconds a layer, as on CPUs', () => {
    const truth: Calibration = { memoryRatio: 0.6, computeRatio: 0.3, layerOverheadSeconds: 4e-3, errorRatio: 0 };
    const steps = [1, 4, 16, 64, 128].flatMap((n) =>
      [0, 1, 4].map((prompts) => ({
        readSeconds: 0.002 + n * 0.0003,
        computeSeconds: prompts * 0.003,
        layers: 6,
        requests: n,
      })),
    );
    const { calibration } = fitted(sampled(steps, truth));
    expect(calibration.memoryRatio).toBeCloseTo(0.6, 5);
    expect(calibration.computeRatio).toBeCloseTo(0.3, 5);
    expect(calibration.layerOverheadSeconds).toBeCloseTo(4e-3, 8);
  });

  it('never fails on predictions that have no value there', () => {
    const sample = (n: number): CalibrationSample => ({
      predictSeconds: ({ memoryRatio, layerOverheadSeconds }) =>
        memoryRatio > 0.9 ? Number.NaN : 0.001 / memoryRatio + (n / 1000) * memoryRatio + 6 * layerOverheadSeconds,
      measuredSeconds: 0.02 + n / 1000,
      requests: n,
    });
    expect(() => fitCalibration([1, 2, 4, 8, 16].map(sample), START)).not.toThrow();
  });
});

describe('refuses', () => {
  it('fewer than four measurements', () => {
    expect(refused(sampled(VARIED.slice(0, 3), START))).toMatch(/3 measurements are fewer than 4/);
    expect(refused([])).toMatch(/0 measurements/);
  });

  it('one load, naming it', () => {
    const samples = sampled(
      [12, 12.4, 13, 12.2, 12.8, 12.9].map((n) => decodeOf(n)),
      START,
      (i) => 1 + i / 100,
    );
    expect(refused(samples)).toMatch(/batch of 12–13; record at other loads/);
  });

  it('one load with the same share of prompts', () => {
    const samples = sampled(
      [12, 12.4, 13, 12.2].map((n) => decodeOf(n, 100)),
      START,
      (i) => 1 + i / 100,
    );
    expect(refused(samples)).toMatch(/record at other loads/);
  });

  it('times below the roof', () => {
    const samples = sampled(VARIED, { ...START, memoryRatio: 2, computeRatio: 2, layerOverheadSeconds: 0 });
    expect(refused(samples)).toMatch(/42 of 42 measurements are below the roof/);
  });

  it('not a few times below the roof among others', () => {
    const samples = sampled(VARIED, START, (i) => (i % 10 === 0 ? 0.3 : 1));
    expect(fitted(samples).calibration.memoryRatio).toBeCloseTo(START.memoryRatio, 3);
  });

  it('a share above 1.2, and warns of one above 1', () => {
    const small = VARIED.map((step) => ({ ...step, layers: 400 }));
    const truth: Calibration = { memoryRatio: 1.4, computeRatio: 0.5, layerOverheadSeconds: 60e-6, errorRatio: 0 };
    expect(refused(sampled(small, truth))).toMatch(/share of the memory bandwidth would be 1.40/);
    expect(fitted(sampled(small, { ...truth, memoryRatio: 1.1 })).warnings.join()).toMatch(/comes out as 1.10/);
  });

  it('predictions that hardly depend on any constant', () => {
    const sample: CalibrationSample = {
      predictSeconds: ({ memoryRatio }) => 1 + 0.001 / memoryRatio,
      measuredSeconds: 1.1,
    };
    expect(refused([sample, sample, sample, sample])).toMatch(/no constant changes these predictions/);
  });

  it('nothing in silence: a time of zero is a mistake of the caller', () => {
    const samples = sampled(VARIED, START).map((sample) => ({ ...sample, measuredSeconds: Number.NaN }));
    expect(() => fitCalibration(samples, START)).toThrow(/cannot be compared/);
  });
});
