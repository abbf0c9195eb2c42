import type { ThresholdSettings } from './diagnose.ts';
import { RULES } from './registry.ts';

/** What the settings say of rules or thresholds that do not exist, each with those that do. */
export function thresholdProblems(settings: ThresholdSettings): string[] {
  return Object.entries(settings).flatMap(([id, thresholds]) => {
    const rule = RULES.find((each) => each.id === id);
    if (!rule) return [`rules.${id}: there is no such rule; there are ${RULES.map((each) => each.id).join(', ')}`];
    const known = Object.keys(rule.thresholds);
    return Object.keys(thresholds)
      .filter((name) => !known.includes(name))
      .map((name) => `rules.${id}.${name}: it has no such threshold; it has ${known.join(', ') || 'none'}`);
  });
}
