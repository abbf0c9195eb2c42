const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** `1m`, `90s`, `1h30m`; undefined for an empty text. Throws on any other. */
export function windowSecondsOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'auto') return undefined;
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  const seconds = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN), 0);
  if (parts.map(([whole]) => whole).join('') === trimmed && seconds >= 1) return seconds;
  throw new Error(`The window "${trimmed}" is no length of time of at least a second. Write it as 30s, 5m or 1h30m.`);
}
