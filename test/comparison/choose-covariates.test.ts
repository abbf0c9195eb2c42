import { describe, expect, it } from 'vitest';
import { chooseCovariates } from '../../src/comparison/choose-covariates.ts';

const rows = Array.from({ length: 30 }, (_, i) => i);

describe('covariates', () => {
  it('stay where they vary and say something of their own', () => {
    expect(chooseCovariates(rows.map((i) => [10 + (i % 7), 5 + (i % 4)]))).toEqual({
      kept: [0, 1],
      steady: [],
      implied: [],
    });
  });

  // A spread of 1 % of the mean, and of 3 %.
  it('drop out where they hardly vary', () => {
    expect(
      chooseCovariates(rows.map((i) => [100 + (i % 2 === 0 ? 1 : -1), 100 + (i % 2 === 0 ? 3 : -3)])),
    ).toMatchObject({
      kept: [1],
      steady: [0],
    });
  });

  it('drop out where an earlier one says the same', () => {
    const loads = rows.map((i) => [10 + i, 7 * (10 + i) + (i % 2)]);
    expect(chooseCovariates(loads)).toMatchObject({ kept: [0], implied: [1] });
  });

  it('drop out where earlier ones together say the same', () => {
    const loads = rows.map((i) => [10 + (i % 7), 5 + (i % 4), 2 * (i % 7) + 3 * (i % 4)]);
    expect(chooseCovariates(loads)).toMatchObject({ kept: [0, 1], implied: [2] });
  });

  it('drop out where they are nothing', () => {
    expect(chooseCovariates(rows.map(() => [0]))).toMatchObject({ kept: [], steady: [0] });
  });
});
