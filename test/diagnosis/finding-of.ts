import { expect } from 'vitest';
import type { Analysis } from '../../src/analysis/index.ts';
import { checkRule, type Overrides } from '../../src/diagnosis/check-rule.ts';
import type { Finding, Prediction } from '../../src/diagnosis/index.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';
import type { Known } from '../../src/quantities/index.ts';
import type { EngineSettings } from '../../src/settings/index.ts';
import { engineAnalysis, type EngineDoes } from './engine-run.ts';

export interface Beside {
  readonly settings?: Partial<EngineSettings>;
  /** What other engines of the model do. */
  readonly replicas?: readonly Partial<EngineDoes>[];
  readonly before?: Analysis;
  readonly overrides?: Overrides;
}

/**
 * What the rule says of an engine that does this and is otherwise fine. Throws where the rule failed, and where what the cost
 * model predicts of an action contradicts the direction that the action names.
 */
export function findingOf(rule: Rule, does: Partial<EngineDoes> = {}, beside: Beside = {}): Finding {
  const { settings, replicas = [], before, overrides } = beside;
  const analysis = engineAnalysis(does, settings);
  const others = replicas.map((other, i) => engineAnalysis({ target: `other-${i}`, ...other }, settings));
  const finding = checkRule(rule, analysis, { replicas: [analysis, ...others], before }, overrides);
  if (finding.state === 'failed') throw new Error(`${rule.id}: ${finding.message}`);
  for (const { knob, predicts } of finding.actions) {
    for (const prediction of predicts)
      expect(contradiction(prediction, analysis), `${rule.id}: ${knob}`).toBeUndefined();
  }
  return finding;
}

/** Where what would be then is known, it is more than now, or less, or in closer bounds, as the action says. */
function contradiction({ measure, direction, then }: Prediction, { measures }: Analysis): string | undefined {
  const now = measures[measure];
  if (!then || !now.known) return undefined;
  const widthOf = ({ low = -Infinity, high = Infinity }: Known): number => high - low;
  const isSo = {
    rises: then.value > now.value,
    falls: then.value < now.value,
    narrows: widthOf(then) < widthOf(now),
  };
  return isSo[direction] ? undefined : `${measure} ${direction} from ${now.value} to ${then.value}`;
}
