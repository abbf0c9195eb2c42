import type { Analysis } from '../analysis/index.ts';
import { USUAL_SHARE } from '../settings/index.ts';
import type { Threshold } from './rule.ts';

// Source: the settings, which say what is usually promised; see USUAL_SHARE there.
export const PROMISED_SHARE = {
  value: USUAL_SHARE,
  unit: 'ratio',
  what: 'share of the requests that have to meet the objective, where it names none',
} as const satisfies Threshold;

/** Of all requests, those that have to be served as promised. */
export const promisedShareOf = ({ settings }: Analysis, usual: number): number => settings.objective?.share ?? usual;

/** Whether too few requests surely get their tokens as fast as was promised. */
export function missesTokenObjective(analysis: Analysis, usual: number): boolean {
  const met = analysis.measures.tpotAttainmentRatio;
  return met.known && (met.high ?? met.value) < promisedShareOf(analysis, usual);
}
