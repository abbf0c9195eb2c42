const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

// One or more "number unit" pairs, as Prometheus writes durations: 90s, 1m30s, 500ms.
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/** `25s`, `1m30s`, `500ms`, `2h` → seconds; undefined for any other text. */
export function durationSeconds(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  const pairs = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g);
  return [...pairs].reduce((sum, [, amount, unit]) => sum + Number(amount) * (SECONDS_PER_UNIT[unit ?? ''] ?? 0), 0);
}
