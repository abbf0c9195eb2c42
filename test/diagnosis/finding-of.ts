import type { Analysis } from '../../src/analysis/index.ts';
import { checkRule, type Overrides } from '../../src/diagnosis/check-rule.ts';
import type { Finding } from '../../src/diagnosis/index.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';
import type { EngineSettings } from '../../src/settings/index.ts';
import { engineAnalysis, type EngineDoes } from './engine-run.ts';

export interface Beside {
  readonly settings?: Partial<EngineSettings>;
  /** What other engines of the model do. */
  readonly replicas?: readonly Partial<EngineDoes>[];
  readonly before?: Analysis;
  readonly overrides?: Overrides;
}

/** What the rule says of an engine that does this and is otherwise fine. Throws where the rule failed. */
export function findingOf(rule: Rule, does: Partial<EngineDoes> = {}, beside: Beside = {}): Finding {
  const { settings, replicas = [], before, overrides } = beside;
  const analysis = engineAnalysis(does, settings);
  const others = replicas.map((other, i) => engineAnalysis({ target: `other-${i}`, ...other }, settings));
  const finding = checkRule(rule, analysis, { replicas: [analysis, ...others], before }, overrides);
  if (finding.state === 'failed') throw new Error(`${rule.id}: ${finding.message}`);
  return finding;
}
