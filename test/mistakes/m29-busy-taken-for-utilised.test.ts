import { expect, test } from 'vitest';
import { operatingPoint } from '../../src/analysis/roofline/operating-point.ts';
import { decodeStep, predictStep, universalCalibration } from '../../src/roofline/index.ts';
import { LOAD } from '../analysis/roofline/loads.ts';
import { deployment } from '../roofline/deployments.ts';

// Truth: a single request keeps a kernel running all the time, which is all that NVML's "GPU utilisation" says.
test('M29: a GPU that is always busy is not used: utilisation comes from FLOP and bytes', () => {
  const on = deployment('meta-llama/Llama-3.1-8B', 'h100-sxm');
  const calibration = universalCalibration(on.model);
  const seconds = predictStep(decodeStep(1, 1000), on, calibration).seconds;
  const load = {
    ...LOAD,
    decode: { requests: 1, contextTokens: 1000 },
    decodeStepsPerSecond: 1 / seconds,
    promptsPerSecond: 0,
    busyRatio: 1,
    stepSeconds: seconds,
  };
  const naive = load.busyRatio;
  expect(naive).toBe(1);

  const { wallClock } = operatingPoint(load, on, calibration, 8192);
  expect(wallClock.mfuRatio).toBeLessThan(0.005);
  expect(wallClock.mbuRatio).toBeGreaterThan(0.55);
  expect(wallClock.mbuRatio).toBeLessThan(0.65);
});
