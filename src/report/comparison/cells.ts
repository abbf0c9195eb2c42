import { formatQuantity, type Unit } from '../../quantities/index.ts';
import type { Paint } from '../text/paint.ts';
import { changeWithin } from './change.ts';
import type { JudgedReport, ShiftReport } from './comparison-schema.ts';

/** Rows of cells, headings first: what of the workload is another. */
export const workloadCells = (shifts: readonly ShiftReport[], paint: Paint): string[][] => [
  ['', 'A', 'B', 'B AGAINST A', ''],
  ...shifts.map(({ title, a, b, unit, effect, verdict, reason }) => [
    title,
    shown(a, unit),
    shown(b, unit),
    effect ? `${changeWithin(effect)}${reason === null ? '' : ` in what is left to compute`}` : '',
    verdict === 'shifted' ? paint.accent('SHIFTED') : verdict === 'same' ? 'same' : 'cannot tell',
  ]),
];

/** The same of the system. */
export const systemCells = (judged: readonly JudgedReport[], heading: string, paint: Paint): string[][] => [
  ['', 'A', 'B', heading, ''],
  ...judged.map(({ title, a, b, unit, effect, verdict, reason }) => [
    title,
    shown(a, unit),
    shown(b, unit),
    effect ? changeWithin(effect) : '',
    `${verdictInWords(verdict, paint)}${verdict !== 'cannot-tell' && reason !== null ? `, ${reason}` : ''}`,
  ]),
];

export const shown = (value: number | string | null, unit: Unit | null): string =>
  value === null ? '—' : typeof value === 'number' && unit ? formatQuantity(value, unit) : `${value}`;

function verdictInWords(verdict: JudgedReport['verdict'], paint: Paint): string {
  switch (verdict) {
    case 'regressed':
      return paint.alarm('WORSE');
    case 'improved':
      return paint.strong('better');
    case 'unchanged':
      return 'no change';
    case 'cannot-tell':
      return 'cannot tell';
  }
}
