import { describe, expect, it } from 'vitest';
import { errorsOf, fitted, quantileOfErrors, servingGroups, ttftOf, type Way } from './serving-accuracy.ts';

// Measured rows of vLLM on H100; `npm run bench -- accuracy` shows them in full.
const { groups, unexplained, withoutConcurrency, repeatedCount } = servingGroups('auto');

const medianError = (isMixture: boolean, way: Way): number =>
  quantileOfErrors(
    groups.filter((group) => group.isMixture === isMixture).flatMap((group) => errorsOf(group, way)),
    0.5,
  );

describe('predicted TPOT', () => {
  it('is of every row but those that cannot be compared', () => {
    expect(groups.map(({ cases }) => cases.length)).toEqual([60, 45, 45]);
    expect([repeatedCount, withoutConcurrency.length, unexplained.length]).toEqual([15, 2, 9]);
    expect(unexplained.filter(({ concurrency }) => concurrency !== 512)).toEqual([]);
  });

  it.each([
    [false, 'universal', 0.1],
    [true, 'universal', 0.15],
    [false, 'heldOut', 0.06],
    [true, 'heldOut', 0.1],
  ] as const)('half of the rows (mixture of experts: %s, constants: %s) are within %f', (isMixture, way, limit) => {
    expect(medianError(isMixture, way)).toBeLessThan(limit);
  });

  it('has an overhead of a request where it shows, and none for gpt-oss on a newer vLLM', () => {
    const overheads = groups.map(({ cases, universal }) => fitted(cases, universal).calibration.requestOverheadSeconds);
    expect(overheads.map((seconds) => seconds !== undefined)).toEqual(groups.map(({ isMixture }) => !isMixture));
    for (const seconds of overheads) expect(seconds ?? 30e-6).toBeGreaterThan(20e-6);
    for (const seconds of overheads) expect(seconds ?? 30e-6).toBeLessThan(70e-6);
  });

  it('is never below the roofs', () => {
    expect(groups.flatMap((group) => errorsOf(group, 'floor')).filter((error) => error > 0)).toEqual([]);
  });

  it('is three times as good as a memory efficiency alone, fitted to these very rows', () => {
    expect(medianError(false, 'oneEfficiency') / medianError(false, 'universal')).toBeGreaterThan(3);
    expect(medianError(true, 'oneEfficiency') / medianError(true, 'universal')).toBeGreaterThan(3);
  });
});

it('predicted TTFT has nine of ten measured ones between its bounds', () => {
  const all = groups.flatMap(ttftOf);
  expect(all.filter(({ isInside }) => isInside).length / all.length).toBeGreaterThan(0.9);
});
