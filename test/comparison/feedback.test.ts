import { describe, expect, it } from 'vitest';
import { feedbackOf } from '../../src/comparison/feedback.ts';
import type { Observed } from '../../src/comparison/observed.ts';
import { madeUpSteps } from './made-up-engine.ts';
import { normals } from './normals.ts';

const stepOf = (): Observed['step'] => {
  const [step] = madeUpSteps({ seed: 1, steps: 1 });
  if (!step) throw new Error('one step was asked for');
  return step;
};
const step = stepOf();

/** ln response = slope · ln load + noise, ln load = ln demand + ln response: solved, of any number of steps. */
function sideOf(seed: number, slope: number, noise: number, demand: number): Observed[] {
  const normal = normals(seed);
  return Array.from({ length: 20_000 }, () => {
    const [wanted, u] = [demand + 0.25 * normal(), noise * normal()];
    const load = (wanted + u) / (1 - slope);
    return { step, engine: 'e', loads: [Math.exp(load)], logarithm: slope * load + u, weight: 1 };
  });
}

describe('the bias of a load that the response itself makes', () => {
  // With noise f = Var(u)/(Var(u) + Var(demand)) = 0.01/0.0725 = 0.138; s = (1 − 0.3) · 0.138 = 0.0966; loads are 0.35/0.7 = 0.5 apart.
  it('is what least squares are off by', () => {
    const kept = { a: sideOf(1, 0.3, 0.1, 0), b: sideOf(2, 0.3, 0.1, 0.35) };
    expect(feedbackOf(kept, 0)).toBeCloseTo(0.0966 * 0.5, 2);
    expect(feedbackOf({ a: kept.b, b: kept.a }, 0)).toBeCloseTo(-feedbackOf(kept, 0), 12);
  });

  it('is none without noise, and under the same load', () => {
    expect(feedbackOf({ a: sideOf(1, 0.3, 0, 0), b: sideOf(2, 0.3, 0, 0.35) }, 0)).toBeCloseTo(0, 12);
    expect(feedbackOf({ a: sideOf(1, 0.3, 0.1, 0), b: sideOf(1, 0.3, 0.1, 0) }, 0)).toBe(0);
  });

  // Noise that fills the batch makes a slope too steep, never one that falls.
  it('is none where the response falls with the load', () => {
    const at = (load: number, logarithm: number): Observed => ({
      step,
      engine: 'e',
      loads: [load],
      logarithm,
      weight: 1,
    });
    expect(feedbackOf({ a: [at(1, 0.1), at(2, 0)], b: [at(2, 0.1), at(4, 0)] }, 0)).toBe(0);
  });
});
