import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparedStep, Judged, OfSides } from '../../src/comparison/index.ts';
import { system } from '../../src/comparison/system.ts';
import { workload } from '../../src/comparison/workload.ts';
import { madeUpSteps } from './made-up-engine.ts';

const seeds = fc.integer({ min: 1, max: 1e6 });
const RUNS = { seed: 1, numRuns: 25 };

const judge = (steps: OfSides<ComparedStep[]>): Judged[] => system(steps, workload(steps), 0.05);

const sides = (seed: number): OfSides<ComparedStep[]> => ({
  a: madeUpSteps({ seed, arrivalsPerSecond: 9 }),
  b: madeUpSteps({ seed: seed + 1, arrivalsPerSecond: 11, slower: 1.1 }),
});

const SWAPPED = {
  regressed: 'improved',
  improved: 'regressed',
  unchanged: 'unchanged',
  'cannot-tell': 'cannot-tell',
} as const;

describe('laws of a comparison', () => {
  it('A and B swapped give the inverse', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { a, b } = sides(seed);
        const [there, back] = [judge({ a, b }), judge({ a: b, b: a })];
        there.forEach(({ effect, verdict }, i) => {
          const other = back[i];
          expect(other?.verdict).toBe(SWAPPED[verdict]);
          if (!effect || !other?.effect) {
            expect(other?.effect).toBe(effect);
            return;
          }
          expect(other.effect.ratio).toBeCloseTo(1 / effect.ratio, 9);
          expect(other.effect.low).toBeCloseTo(1 / effect.high, 9);
          expect(other.effect.high).toBeCloseTo(1 / effect.low, 9);
        });
      }),
      RUNS,
    );
  });

  it('the same on both sides is no change', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { a } = sides(seed);
        for (const { effect, verdict } of judge({ a, b: a })) {
          if (effect) expect(effect.ratio).toBeCloseTo(1, 9);
          expect(['unchanged', 'cannot-tell']).toContain(verdict);
        }
      }),
      RUNS,
    );
  });

  it('a response times a factor has an effect times that factor, and the same error', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.5, max: 2, noNaN: true }), (seed, factor) => {
        const { a, b } = sides(seed);
        const scaled = b.map((step) => ({
          ...step,
          measures: { ...step.measures, tpotSeconds: (step.measures.tpotSeconds ?? 0) * factor },
        }));
        const [before, after] = [judge({ a, b }), judge({ a, b: scaled })].map((all) => all.find(({ id }) => id === 'tpotSeconds')?.effect); // prettier-ignore
        expect(after?.ratio).toBeCloseTo((before?.ratio ?? NaN) * factor, 9);
        expect(after?.low).toBeCloseTo((before?.low ?? NaN) * factor, 9);
      }),
      RUNS,
    );
  });

  it('the order in which engines are read changes nothing', () => {
    const all = { a: [...madeUpSteps({ seed: 1, engine: 'x' }), ...madeUpSteps({ seed: 2, engine: 'y' })], b: madeUpSteps({ seed: 3 }) }; // prettier-ignore
    const turned = { ...all, a: all.a.toSorted((left, right) => (left.engine > right.engine ? -1 : 1)) };
    const ratios = [all, turned].map((steps) => judge(steps).flatMap(({ effect }) => effect?.ratio ?? []));
    expect(ratios[0]?.length).toBeGreaterThan(3);
    ratios[1]?.forEach((ratio, i) => {
      expect(ratio).toBeCloseTo(ratios[0]?.[i] ?? NaN, 9);
    });
  });

  it('an engine that is slower than another by itself is not, beside itself', () => {
    const pair = (seed: number) => [...madeUpSteps({ seed, engine: 'fast' }), ...madeUpSteps({ seed: seed + 1, engine: 'slow', slower: 1.5 })]; // prettier-ignore
    const itl = judge({ a: pair(1), b: pair(3) }).find(({ id }) => id === 'itlSeconds');
    expect(itl?.verdict).toBe('unchanged');
  });
});
