import type { JudgedReport, ShiftReport } from './comparison-schema.ts';

/** Nobody waits for more; often the change is about as large as the threshold. */
const TOO_LONG = 100;

/** "cannot tell; it takes 4 times as long": what would tell, where an interval is too wide. */
export const tooWide = (longer: number | null, more: string): string =>
  longer === null || longer > TOO_LONG
    ? `cannot tell even from ${TOO_LONG} times ${more}`
    : `cannot tell; it takes ${Math.ceil(longer * 2) / 2} times ${more}`;

/** Why nothing can be told, one line for each reason; where only the interval is too wide, the table says so. */
export function untold(items: readonly (JudgedReport | ShiftReport)[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { verdict, effect, reason, title } of items) {
    if (verdict !== 'cannot-tell' || effect !== null) continue;
    const why = reason ?? 'not known';
    byReason.set(why, [...(byReason.get(why) ?? []), title]);
  }
  return [...byReason].map(([reason, titles]) => `${titles.join(', ')}: ${reason}`);
}
