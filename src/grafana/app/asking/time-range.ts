import { dateTime, rangeUtil, type DateTime, type RawTimeRange, type TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';

export const DEFAULT_RANGE = { from: 'now-15m', to: 'now' };

/** `now-15m`, Unix milliseconds or a date, as addresses hold them; the default for what is none of them. */
export function rangeOf(from: string, to: string, timeZone: TimeZone): TimeRange {
  const range = rangeUtil.convertRawToRange({ from: timeOf(from), to: timeOf(to) }, timeZone);
  return range.from.isValid() && range.to.isValid() && range.from.valueOf() < range.to.valueOf()
    ? range
    : rangeUtil.convertRawToRange(DEFAULT_RANGE, timeZone);
}

const timeOf = (text: string): DateTime | string => (/^\d{9,}$/.test(text) ? dateTime(Number(text)) : text);

export const addressTimes = ({ from, to }: RawTimeRange): { readonly from: string; readonly to: string } => ({
  from: timeText(from),
  to: timeText(to),
});

const timeText = (time: DateTime | string): string => (typeof time === 'string' ? time : `${time.valueOf()}`);

/** So much earlier or later, in shares of its length; negative is earlier. */
export function shifted({ from, to }: TimeRange, share: number): { readonly from: string; readonly to: string } {
  const by = (to.valueOf() - from.valueOf()) * share;
  return { from: `${Math.round(from.valueOf() + by)}`, to: `${Math.round(to.valueOf() + by)}` };
}

/** Twice as long, around the same middle. */
export function widened({ from, to }: TimeRange): { readonly from: string; readonly to: string } {
  const half = (to.valueOf() - from.valueOf()) / 2;
  return { from: `${Math.round(from.valueOf() - half)}`, to: `${Math.round(to.valueOf() + half)}` };
}
