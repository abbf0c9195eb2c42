import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distinctExperts } from '../../../src/roofline/index.ts';

// E·(1 − (1 − k/E)^T), by hand for the first: 8·(1 − 0.75⁴) = 8·(1 − 0.31640625) = 5.46875.
it.each([
  [8, 2, 4, 5.46875],
  [128, 8, 16, 82.4],
  [128, 4, 64, 111.2],
  [256, 8, 32, 163.3],
  [256, 8, 128, 251.6],
])('%i experts, %i for each of %i tokens: %f of them', (experts, each, tokens, distinct) => {
  expect(distinctExperts(experts, each, tokens)).toBeCloseTo(distinct, 1);
});

it('is what random routing finds, and lies between what must be and min(E, k·T)', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 200 }),
      (experts, k, tokens) => {
        const each = Math.min(k, experts);
        const distinct = distinctExperts(experts, each, tokens);
        expect(distinct).toBeGreaterThanOrEqual(each * (1 - 1e-9));
        expect(distinct).toBeLessThanOrEqual(Math.min(experts, each * tokens) * (1 + 1e-9));
      },
    ),
  );
});

// A deterministic shuffle of each token's choice: a congruential generator is random enough for a mean of 400 draws.
it('agrees with a simulation', () => {
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const [experts, each, tokens, draws] = [32, 4, 10, 400];
  let found = 0;
  for (let draw = 0; draw < draws; draw++) {
    const reached = new Set<number>();
    for (let token = 0; token < tokens; token++) {
      const chosen = new Set<number>();
      while (chosen.size < each) chosen.add(Math.floor(random() * experts));
      for (const expert of chosen) reached.add(expert);
    }
    found += reached.size;
  }
  expect(found / draws / distinctExperts(experts, each, tokens)).toBeCloseTo(1, 1.8);
});
