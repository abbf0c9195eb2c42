/** A stretch of time as Prometheus writes it (`5m`) and as arithmetic needs it (300). */
export interface Span {
  readonly text: string;
  readonly seconds: number;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** 300 → 5m, 90 → 1m30s. Prometheus counts milliseconds. */
export function spanOf(seconds: number): Span {
  let left = Math.max(1, Math.round(seconds * 1000));
  const whole = left / 1000;
  let text = '';
  for (const [unit, milliseconds] of UNITS) {
    const amount = Math.floor(left / milliseconds);
    left -= amount * milliseconds;
    if (amount > 0) text += `${amount}${unit}`;
  }
  return { text, seconds: whole };
}
