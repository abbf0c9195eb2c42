import type { JudgedReport, ShiftReport } from './comparison-schema.ts';

/** Beyond, no longer stretch would tell: the change is about as large as the threshold. */
const TOO_LONG = 100;

/** What cannot be told and why, one line for each reason; and what is worth knowing of what can. */
export function untold(items: readonly (JudgedReport | ShiftReport)[], more: 'as long' | 'as many runs'): string[] {
  const byReason = new Map<string, string[]>();
  for (const item of items) {
    for (const line of linesOf(item, more)) byReason.set(line, [...(byReason.get(line) ?? []), item.title]);
  }
  return [...byReason].map(([reason, titles]) => `${titles.join(', ')}: ${reason}`);
}

function linesOf(item: JudgedReport | ShiftReport, more: 'as long' | 'as many runs'): string[] {
  const notes = 'notes' in item ? item.notes : [];
  if (item.verdict !== 'cannot-tell') return notes;
  return [item.effect === null ? (item.reason ?? 'not known') : wide(item, more), ...notes];
}

function wide({ longer }: JudgedReport | ShiftReport, more: string): string {
  if (longer === null || longer > TOO_LONG) return 'the interval holds the threshold, and much more would not tell';
  const times = Math.ceil(longer * 2) / 2;
  return `the interval is too wide; about ${times} times ${more} on each side would tell`;
}
