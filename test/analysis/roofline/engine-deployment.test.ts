import { describe, expect, it } from 'vitest';
import { engineDeployment } from '../../../src/analysis/roofline/engine-deployment.ts';
import { isUnresolved } from '../../../src/roofline/index.ts';
import type { Deployment } from '../../../src/settings/index.ts';

const DECLARED: Deployment = { match: {}, hardware: { gpu: 'h100-sxm' } };
const MODEL = 'meta-llama/Llama-3.1-8B';

const bytesOf = (declared: Deployment, kvCache: string | undefined): number | undefined => {
  const found = engineDeployment(declared, { model: MODEL, kvCache });
  return isUnresolved(found) ? undefined : found.deployment.kvCache.bytesPerElement;
};

describe('the format of the KV cache', () => {
  it.each([
    ['as the engine says', DECLARED, 'fp8_e4m3', 1],
    ['as declared, whatever the engine says', { ...DECLARED, precision: { kvCache: 'bf16' } }, 'fp8', 2],
    ['of 16 bits where nobody says', DECLARED, undefined, 2],
    ['of 16 bits where it is that of the weights', DECLARED, 'auto', 2],
    ['of 16 bits where the engine names one that nobody knows', DECLARED, 'nvfp4<script>', 2],
  ])('is %s', (_, declared, kvCache, bytes) => {
    expect(bytesOf(declared, kvCache)).toBe(bytes);
  });

  it('that is declared and not understood is still a problem', () => {
    expect(bytesOf({ ...DECLARED, precision: { kvCache: 'nvfp5' } }, 'fp8')).toBeUndefined();
  });
});

it('is worked out once for each thing an engine says', () => {
  const served = { model: MODEL, kvCache: 'fp8' };
  expect(engineDeployment(DECLARED, served)).toBe(engineDeployment(DECLARED, { ...served }));
  expect(engineDeployment(DECLARED, served)).not.toBe(engineDeployment(DECLARED, { ...served, kvCache: 'auto' }));
});
