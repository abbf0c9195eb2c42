import { DIVISION } from '../metrics/catalogue/index.ts';
import { whatIsMissing } from '../metrics/window/index.ts';
import type { Known } from '../quantities/index.ts';
import type { Threshold } from './rule.ts';

/** A choice: more than half, so that no other reason holds back as many. */
export const DEFERRED_SHARE = {
  value: 0.5,
  unit: 'ratio',
  what: 'share of those that wait which something other than slots and memory holds back',
} as const satisfies Threshold;

/** What has to be there to tell; before vLLM 0.20 it is not. */
export const WAITING_REASONS = whatIsMissing('requestsWaitingByReason');

/** Of those that wait, the share that is set aside although there may be room; undefined where vLLM does not say why they wait. */
export function deferredShareOf({ value, parts }: Known): number | undefined {
  const deferred = parts?.[DIVISION.waitingDeferred];
  if (deferred === undefined) return undefined;
  return value > 0 ? Math.min(1, deferred / value) : 0;
}
