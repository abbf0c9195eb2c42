import { wrap } from '../../report/index.ts';
import type { AlertRule, RecordingRule, RuleGroup } from './rule.ts';

/** Where it is written what to do about an alert. */
export type RunbookUrl = (alert: AlertRule) => string;

/** A rule file as Prometheus reads it and people do: comments, expressions as blocks. */
export function printRules(header: readonly string[], groups: readonly RuleGroup[], runbookUrl: RunbookUrl): string {
  const lines = [...comments(header), 'groups:', ...groups.flatMap((group) => groupLines(group, runbookUrl))];
  return `${lines.join('\n').trimEnd()}\n`;
}

const groupLines = ({ name, comment, rules }: RuleGroup, runbookUrl: RunbookUrl): string[] => [
  ...comments([comment], 2),
  `  - name: ${name}`,
  '    rules:',
  ...rules.flatMap((rule) => ('record' in rule ? recordingLines(rule) : alertLines(rule, runbookUrl))),
  '',
];

const recordingLines = ({ record, expr, comment }: RecordingRule): string[] => [
  ...(comment === undefined ? [] : comments([comment], 6)),
  `      - record: ${record}`,
  ...block('        expr', expr),
];

const alertLines = (rule: AlertRule, runbookUrl: RunbookUrl): string[] => [
  ...comments([rule.comment], 6),
  `      - alert: ${rule.alert}`,
  ...block('        expr', rule.expr),
  `        for: ${rule.for.text}`,
  '        labels:',
  `          severity: ${rule.severity}`,
  ...(rule.objective === undefined ? [] : [`          objective: ${rule.objective}`]),
  '        annotations:',
  `          summary: ${quoted(rule.summary)}`,
  ...folded('          description', rule.description),
  `          runbook_url: ${quoted(runbookUrl(rule))}`,
];

/** A block needs no quoting, whatever the text holds. */
const block = (key: string, text: string, style = '|-'): string[] => {
  const indent = ' '.repeat(key.search(/\S/) + 2);
  return [`${key}: ${style}`, ...text.split('\n').map((line) => indent + line)];
};

/** Lines become one. */
const folded = (key: string, text: string): string[] => block(key, text, '>-');

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const WIDTH = 120;

function comments(texts: readonly string[], indent = 0): string[] {
  const start = `${' '.repeat(indent)}#`;
  return texts.flatMap((text) => wrap(text, WIDTH - start.length - 1)).map((line) => `${start} ${line}`.trimEnd());
}
