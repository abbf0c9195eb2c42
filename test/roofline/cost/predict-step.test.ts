import { expect, it } from 'vitest';
import { decodeStep, predictStep, prefillStep, type Calibration } from '../../../src/roofline/cost/index.ts';
import { servingCase } from '../../accuracy/predicted-serving.ts';
import { measuredServing } from '../../accuracy/measured-serving.ts';

const row = measuredServing().rows.find(({ modelId }) => modelId.includes('Qwen3-32B'));
if (!row) throw new Error('no row');
const { deployment } = servingCase(row, 'auto');
const PLAIN: Calibration = { memoryRatio: 0.8, computeRatio: 0.5, layerOverheadSeconds: 50e-6, errorRatio: 0.1 };
const HOST: Calibration = { ...PLAIN, requestOverheadSeconds: 30e-6 };

// Qwen3-32B has 64 layers: 64 · 50 µs = 3.2 ms; 40 requests · 30 µs = 1.2 ms.
it('adds the overhead of each decoding request to that of the layers', () => {
  const step = decodeStep(40, 1000);
  const [plain, host] = [predictStep(step, deployment, PLAIN), predictStep(step, deployment, HOST)];
  expect(plain.overheadSeconds).toBeCloseTo(3.2e-3, 12);
  expect(host.overheadSeconds).toBeCloseTo(4.4e-3, 12);
  expect(host.seconds - plain.seconds).toBeCloseTo(1.2e-3, 12);
});

it('takes none where only prompts are computed', () => {
  const step = prefillStep(512);
  expect(predictStep(step, deployment, HOST)).toEqual(predictStep(step, deployment, PLAIN));
});
