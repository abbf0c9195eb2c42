import type { Exposition, Family } from './exposition.ts';
import { familyOf } from './family-of.ts';
import { printFamily } from './print-family.ts';
import { printSample } from './print-sample.ts';

/**
 * The page that parseExposition reads as this exposition, but for its annotations.
 *
 * - Families keep their order: each stands before its first sample, after those before it that have no sample.
 * - Not kept, for want of a way to write them: blanks before a HELP text, a carriage return at its end, blanks around
 *   a UNIT, and in the classic format fractions of a millisecond.
 */
export function printExposition({ layout, values, timestampsSeconds, exemplars }: Exposition): string {
  const { dialect, families, series } = layout;
  const isOpenMetrics = dialect === 'openmetrics';
  const unannounced = new Set(families.values());
  let text = '';

  const announceUpTo = (last?: Family): void => {
    for (const family of unannounced) {
      text += printFamily(family, dialect);
      unannounced.delete(family);
      if (family === last) return;
    }
  };

  for (const [i, item] of series.entries()) {
    const family = familyOf(item.name, families, dialect);
    if (family && unannounced.has(family)) announceUpTo(family);
    const seconds = timestampsSeconds.get(i);
    const timestamp = seconds === undefined || isOpenMetrics ? seconds : Math.round(seconds * 1000);
    text += printSample(item, values[i] ?? NaN, timestamp, exemplars.get(i));
  }
  announceUpTo();
  return isOpenMetrics ? `${text}# EOF\n` : text;
}
