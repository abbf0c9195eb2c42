import { expect, it } from 'vitest';
import { withDeploymentFlags } from '../../src/cli/deployment-options.ts';
import type { Deployment } from '../../src/settings/index.ts';

const CALIBRATION = { memoryRatio: 0.9, computeRatio: 0.5, layerOverheadSeconds: 50e-6, errorRatio: 0.05 };
const FILE: readonly Deployment[] = [
  { match: { model: 'a' }, model: 'llama-3.1-8b', hardware: { gpu: 'l4' }, calibration: CALIBRATION },
  { match: { model: 'b' }, model: 'qwen3-8b', hardware: { gpu: 'a10' }, engine: { maxNumSeqs: 64 } },
];

it('without flags the file stays as it is', () => {
  expect(withDeploymentFlags({}, FILE)).toEqual(FILE);
  expect(withDeploymentFlags({}, [])).toEqual([]);
});

it('flags come before each deployment of the file, never one deployment before another', () => {
  const deployments = withDeploymentFlags({ tp: 2 }, FILE);
  expect(deployments.map(({ match, model, parallelism }) => [match, model, parallelism])).toEqual([
    [{ model: 'a' }, 'llama-3.1-8b', { tensor: 2 }],
    [{ model: 'b' }, 'qwen3-8b', { tensor: 2 }],
    [{}, undefined, { tensor: 2 }],
  ]);
  expect(deployments[0]?.calibration).toEqual(CALIBRATION);
  expect(deployments[1]?.engine).toEqual({ maxNumSeqs: 64 });
});

it('another GPU, model or weights: what was measured on the old ones does not hold', () => {
  for (const flags of [{ gpu: 'h100-sxm' }, { model: 'qwen3-8b' }, { weights: 'fp8' }]) {
    expect(withDeploymentFlags(flags, FILE)[0]?.calibration).toBeUndefined();
  }
});
