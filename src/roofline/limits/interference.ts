import { predictStep, type Calibration, type DecodeBatch, type PrefillChunk } from '../cost/index.ts';
import type { Deployment } from '../deployment.ts';

/**
 * What a prompt chunk adds to the step of every request that decodes beside it: predicted mixed step − predicted decode step.
 * Without a decoding request it is the chunk's own step.
 */
export function chunkSeconds(
  chunk: PrefillChunk,
  decode: DecodeBatch,
  deployment: Deployment,
  calibration: Calibration,
): number {
  const mixed = predictStep({ decode, prefill: [chunk] }, deployment, calibration);
  return mixed.seconds - predictStep({ decode, prefill: [] }, deployment, calibration).seconds;
}
