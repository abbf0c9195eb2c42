import { describe, expect, it } from 'vitest';
import { predictedStep } from '../../src/diagnosis/predicted-step.ts';
import type { Known } from '../../src/quantities/index.ts';
import { predictStep } from '../../src/roofline/index.ts';
import { DECLARED, engineAnalysis } from './engine-run.ts';

const ENGINE = engineAnalysis({}, DECLARED);
const seconds = (value: number): Known => ({ known: true, value, unit: 'seconds', annotations: [] });

function roofline() {
  if (!ENGINE.roofline) throw new Error('unreachable: hardware and model are declared');
  return ENGINE.roofline;
}

/** What the cost model says of so many times the requests of now. */
function cost(times: number): number {
  const { resolved, load } = roofline();
  const decode = { ...load.decode, requests: times * load.decode.requests };
  return predictStep({ decode, prefill: [] }, resolved.deployment, resolved.calibration).seconds;
}

describe('how long a step would take', () => {
  it('is what was measured where nothing changes, give or take the error of the model', () => {
    const error = 1 + roofline().resolved.calibration.errorRatio;
    for (const measured of [cost(1) / 3, cost(1) * 3]) {
      const step = predictedStep(ENGINE, seconds(measured), {});
      expect(step?.value).toBeCloseTo(measured, 12);
      expect(step?.low).toBeCloseTo(measured / error, 12);
      expect(step?.high).toBeCloseTo(measured * error, 12);
    }
  });

  it('keeps what the measured step has beyond the prediction', () => {
    // 10 ms more than predicted, now and then.
    const step = predictedStep(ENGINE, seconds(cost(1) + 0.01), { times: 4 });
    expect(step?.value).toBeCloseTo(cost(4) + 0.01, 12);
  });

  it('shortens the prediction as much as the measured step is shorter', () => {
    expect(predictedStep(ENGINE, seconds(cost(1) / 2), { times: 4 })?.value).toBeCloseTo(cost(4) / 2, 12);
  });

  it('is longer with more requests or a prompt, and shorter on hardware that reads faster', () => {
    const measured = seconds(cost(1));
    const step = (otherwise: Parameters<typeof predictedStep>[2]): number =>
      predictedStep(ENGINE, measured, otherwise)?.value ?? Number.NaN;
    expect(step({ times: 8 })).toBeGreaterThan(measured.value);
    const { deployment } = roofline().resolved;
    const { accelerator } = deployment;
    const faster = { ...deployment, accelerator: { ...accelerator, bytesPerSecond: 2 * accelerator.bytesPerSecond } };
    expect(step({ deployment: faster })).toBeLessThan(measured.value);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('is not known for %d times the requests', (times) => {
    expect(predictedStep(ENGINE, seconds(0.02), { times })).toBeUndefined();
  });

  it('is not known where nothing is declared, or measured', () => {
    expect(predictedStep(engineAnalysis(), seconds(0.02), { times: 2 })).toBeUndefined();
    expect(predictedStep(ENGINE, { known: false, reason: 'no-traffic', missing: [] }, { times: 2 })).toBeUndefined();
  });
});
