import { escapeHelp, escapeQuoted } from './escapes.ts';
import type { Family, Layout } from './exposition.ts';
import { printName } from './print-series.ts';

/** The comment lines of a family. */
export function printFamily({ name, type, help, unit }: Family, dialect: Layout['dialect']): string {
  const isOpenMetrics = dialect === 'openmetrics';
  const family = printName(name);
  const escape = isOpenMetrics ? escapeQuoted : escapeHelp;
  const typeWord = isOpenMetrics && type === 'untyped' ? 'unknown' : type;
  const helpLine = help === undefined ? '' : `# HELP ${family} ${escape(help)}\n`;
  const unitLine = unit === undefined ? '' : `# UNIT ${family} ${unit}\n`;
  return `${helpLine}# TYPE ${family} ${typeWord}\n${unitLine}`;
}
