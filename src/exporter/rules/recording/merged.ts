import type { RecordingRule } from '../rule.ts';

/** Rules of one name, each of other engines, as one rule: Prometheus warns of a name that is recorded twice. */
export function merged(rules: readonly RecordingRule[]): RecordingRule[] {
  const byName = new Map<string, RecordingRule>();
  for (const rule of rules) {
    const before = byName.get(rule.record);
    byName.set(rule.record, before ? { ...before, expr: `${before.expr}\nor (\n  ${indented(rule.expr)}\n)` } : rule);
  }
  return [...byName.values()];
}

const indented = (expr: string): string => expr.replaceAll('\n', '\n  ');
