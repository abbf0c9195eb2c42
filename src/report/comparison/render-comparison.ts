import { cell, table } from '../markdown/table.ts';
import { printableTexts } from '../printable-texts.ts';
import { columns } from '../text/columns.ts';
import { PLAIN, type Paint } from '../text/paint.ts';
import type { ComparisonReport } from './comparison-schema.ts';
import { sectionsOf } from './sections.ts';

/** A comparison for a terminal: the answer, then what it stands on. */
export function renderComparisonText(report: ComparisonReport, paint: Paint = PLAIN): string {
  const safe = printableTexts(report, LONGEST);
  return [
    safe.verdict === 'regressed' ? paint.alarm(safe.summary) : paint.strong(safe.summary),
    ...sectionsOf(safe, paint).flatMap(({ title, rows, lines = [] }) => [
      '',
      `  ${paint.heading(title)}`,
      ...(rows ? columns(rows) : lines).map((line) => `  ${line}`),
    ]),
    '',
  ].join('\n');
}

/** The same as Markdown, for a pull request or a review. */
export function renderComparisonMarkdown(report: ComparisonReport): string {
  const safe = printableTexts(report, LONGEST);
  return [
    `# ${cell(safe.summary)}`,
    '',
    ...sectionsOf(safe).flatMap(({ title, rows, lines = [] }) => [
      `## ${cell(title.replace(/^[A-Z]+(?: [A-Z]+)*(?![a-z])/, sentenceCase))}`,
      '',
      ...(rows ? table(rows) : lines.map((line) => `- ${cell(line.replace(/ {2,}/g, ' '))}`)),
      '',
    ]),
  ].join('\n');
}

const sentenceCase = (title: string): string => title.charAt(0) + title.slice(1).toLowerCase();

// A name longer than this would push everything else off the screen.
const LONGEST = 400;
