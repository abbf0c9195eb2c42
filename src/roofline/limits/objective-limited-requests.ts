import { decodeStep, predictStep, type Calibration } from '../cost/index.ts';
import type { Deployment } from '../deployment.ts';

/** More than any engine runs at a time. */
const MOST_REQUESTS = 65_536;

/**
 * The largest batch whose predicted step is within the objective for TPOT, at this context and besides the time that prefill
 * takes from every step. 0: not even one request; infinite: any batch.
 */
export function objectiveLimitedRequests(
  tpotSeconds: number,
  contextTokens: number,
  deployment: Deployment,
  calibration: Calibration,
  interferenceSeconds = 0,
): number {
  const isWithin = (requests: number): boolean =>
    predictStep(decodeStep(requests, contextTokens), deployment, calibration).seconds + interferenceSeconds <=
    tpotSeconds;
  if (!isWithin(1)) return 0;
  if (isWithin(MOST_REQUESTS)) return Number.POSITIVE_INFINITY;
  let [within, beyond] = [1, MOST_REQUESTS];
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2);
    if (isWithin(middle)) within = middle;
    else beyond = middle;
  }
  return within;
}
