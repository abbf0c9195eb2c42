import { describe, expect, it } from 'vitest';
import { equalLoadEffect, type Row } from '../../src/comparison/equal-load-effect.ts';

const round = (value: number): number => Number(value.toFixed(10));

// The same numbers were made by the same formulas in Python for statsmodels.
const rows = Array.from({ length: 24 }, (_, i): Row => {
  const side = i < 12 ? 'a' : 'b';
  const isB = Number(side === 'b');
  const first = round(1 + 0.1 * ((7 * i) % 12) + 0.3 * isB);
  const second = round(((5 * i * i) % 13) / 10);
  const error = round((((11 * i * i + 3 * i) % 17) - 8) / 100);
  return {
    side,
    group: '',
    block: `${side}${Math.floor(i / 4)}`,
    load: [first, second],
    logarithm: round(0.2 + 0.09 * isB + 0.5 * first - 0.1 * second + error),
    weight: 1 + (i % 3),
    level: 1,
  };
});

describe('the effect at equal load', () => {
  // statsmodels 0.15.0: WLS of y on 1, [B], x1, x2; the error from refitting without each of three blocks on each side.
  it('is that of weighted least squares, and its error that of fits without each block', () => {
    const fit = equalLoadEffect(rows);
    expect(fit?.effect.logarithm).toBeCloseTo(0.09025224790788697, 10);
    expect(fit?.slopes[0]).toBeCloseTo(0.45065405038520384, 10);
    expect(fit?.slopes[1]).toBeCloseTo(-0.031177309177497448, 10);
    expect(fit?.effect.standardError).toBeCloseTo(0.028459528696450413, 10);
    expect(fit?.effect.degrees).toBeCloseTo(3.636534986794015, 8);
  });

  // statsmodels 0.15.0: the same with a level for odd rows and one for even rows, two blocks of each on each side.
  it('leaves each group a level of its own', () => {
    const seen = new Map<string, number>();
    const grouped = rows.map((row, i) => {
      const group = `${i % 2}`;
      const nth = seen.get(row.side + group) ?? 0;
      seen.set(row.side + group, nth + 1);
      return { ...row, group, block: `${row.side}${group}${Math.floor(nth / 3)}` };
    });
    const fit = equalLoadEffect(grouped);
    expect(fit?.effect.logarithm).toBeCloseTo(0.08992503200573881, 10);
    expect(fit?.effect.standardError).toBeCloseTo(0.02466808302743233, 10);
    expect(fit?.effect.degrees).toBeCloseTo(5.748733203561579, 8);
  });

  // ln 100, ln 110 at load 1 and ln 200, ln 220 at load 2, on A; a tenth more on B: the slope is ln 2, the effect ln 1.1.
  it('is exact where nothing is left to explain', () => {
    const exact = (['a', 'b'] as const).flatMap((side) =>
      [1, 2, 1, 2].map((load, i) => ({
        ...{ side, group: '', block: `${side}${i < 2}`, load: [load], weight: 1, level: 1 },
        logarithm: Math.log(100) + Math.LN2 * (load - 1) + (side === 'b' ? Math.log(1.1) : 0),
      })),
    );
    const fit = equalLoadEffect(exact);
    expect(Math.exp(fit?.effect.logarithm ?? NaN)).toBeCloseTo(1.1, 12);
    expect(Math.exp(fit?.slopes[0] ?? NaN)).toBeCloseTo(2, 12);
    expect(fit?.effect.standardError).toBeCloseTo(0, 12);
  });

  it('is none where the load alone says which side it is', () => {
    expect(equalLoadEffect(rows.map((row) => ({ ...row, load: [row.side === 'b' ? 2 : 1] })))).toBeUndefined();
  });

  it('is none where a side has one block', () => {
    expect(equalLoadEffect(rows.map((row) => ({ ...row, block: row.side })))).toBeUndefined();
  });
});
