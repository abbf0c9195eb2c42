import { formatQuantity, type Unit } from '../../quantities/index.ts';
import type { Paint } from '../text/paint.ts';
import { changeWithin } from './change.ts';
import { tooWide } from './untold.ts';
import type { JudgedReport, ShiftReport } from './comparison-schema.ts';

/** Rows of cells, headings first: what of the workload is another. */
export const workloadCells = (shifts: readonly ShiftReport[], more: string, paint: Paint): string[][] => [
  ['', 'A', 'B', 'B AGAINST A', ''],
  ...shifts.map(({ title, a, b, unit, effect, verdict, reason, longer }) => [
    title,
    shown(a, unit),
    shown(b, unit),
    effect ? `${changeWithin(effect)}${reason === null ? '' : ` in what is left to compute`}` : '',
    verdict === 'shifted' ? paint.accent('SHIFTED') : verdict === 'same' ? 'same' : cannotTell(effect, longer, more),
  ]),
];

const cannotTell = (effect: JudgedReport['effect'], longer: number | null, more: string): string =>
  effect ? tooWide(longer, more) : 'cannot tell';

/** The same of the system. */
export const systemCells = (
  judged: readonly JudgedReport[],
  { heading, more, paint }: { readonly heading: string; readonly more: string; readonly paint: Paint },
): string[][] => [
  ['', 'A', 'B', heading, ''],
  ...judged.map(({ title, a, b, unit, effect, verdict, reason, longer }) => [
    title,
    shown(a, unit),
    shown(b, unit),
    effect ? changeWithin(effect) : '',
    verdict === 'cannot-tell'
      ? cannotTell(effect, longer, more)
      : `${verdictInWords(verdict, paint)}${reason === null ? '' : `, ${reason}`}`,
  ]),
];

/** A quantity with its unit, a setting as it is, a dash where nothing is known. */
export const shown = (value: number | string | null, unit: Unit | null): string =>
  value === null ? '—' : typeof value === 'number' && unit ? formatQuantity(value, unit) : `${value}`;

function verdictInWords(verdict: Exclude<JudgedReport['verdict'], 'cannot-tell'>, paint: Paint): string {
  switch (verdict) {
    case 'regressed':
      return paint.alarm('WORSE');
    case 'improved':
      return paint.strong('better');
    case 'unchanged':
      return 'no change';
  }
}
