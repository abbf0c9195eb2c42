import type { Circle } from '../../roofline/drawing/index.ts';

/** The point that an arrow key leads to, along the intensity and round; undefined for other keys. */
export function nextPoint(marks: readonly Circle[], current: string | undefined, key: string): string | undefined {
  const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const ordered = [...marks].sort((left, right) => left.centre.x - right.centre.x || left.centre.y - right.centre.y);
  if (key === 'Home') return ordered[0]?.id;
  if (key === 'End') return ordered.at(-1)?.id;
  const step = steps[key];
  if (step === undefined || ordered.length === 0) return undefined;
  const at = ordered.findIndex(({ id }) => id === current);
  if (at < 0) return ordered.at(step > 0 ? 0 : -1)?.id;
  return ordered.at((at + step) % ordered.length)?.id;
}
