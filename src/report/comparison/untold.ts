import type { JudgedReport, ShiftReport } from './comparison-schema.ts';

/** Nobody waits for more; often the change is about as large as the threshold. */
const TOO_LONG = 100;

/** What cannot be told and why, one line for each reason. */
export function untold(items: readonly (JudgedReport | ShiftReport)[], more: 'as long' | 'as many runs'): string[] {
  const byReason = new Map<string, string[]>();
  for (const item of items) {
    if (item.verdict !== 'cannot-tell') continue;
    const reason = item.effect === null ? (item.reason ?? 'not known') : wide(item, more);
    byReason.set(reason, [...(byReason.get(reason) ?? []), item.title]);
  }
  return [...byReason].map(([reason, titles]) => `${titles.join(', ')}: ${reason}`);
}

function wide({ longer }: JudgedReport | ShiftReport, more: string): string {
  if (longer === null || longer > TOO_LONG)
    return `the interval is too wide; not even ${TOO_LONG} times ${more} on each side would tell`;
  const times = Math.ceil(longer * 2) / 2;
  return `the interval is too wide; about ${times} times ${more} on each side would tell`;
}
