import { formatQuantity } from '../../quantities/index.ts';
import { shown } from './cells.ts';
import { change, changeWithin } from './change.ts';
import type { ComparisonReport, JudgedReport, ShiftReport } from './comparison-schema.ts';

/** So many are named; the others are below. */
const MOST_NAMED = 3;

/** The answer in a sentence: whether the system changed, and whether the workload did. */
export function headline(report: ComparisonReport): string {
  const isOne = report.kind === 'engines' || report.pairs.length === 1;
  const pairs = report.kind === 'engines' ? [{ ...report, benchmark: '' }] : report.pairs;
  const judged = pairs.flatMap(({ system, benchmark }) =>
    system.map((each) => ({ ...each, benchmark: isOne ? '' : benchmark })),
  );
  const shifts = pairs.flatMap(({ workload }) => workload.filter(({ verdict }) => verdict === 'shifted'));
  const by = (verdict: JudgedReport['verdict']) => judged.filter((each) => each.verdict === verdict);
  const within = `±${formatQuantity(report.thresholdRatio, 'ratio')}`;
  const where = report.kind === 'engines' ? ' at equal load' : '';
  const moved = shifts.length === 0 ? '' : `: ${named(shifts.map(shiftInWords), '; ')}`;
  const unknown =
    by('cannot-tell').length === 0 ? [] : [`cannot tell of ${named(by('cannot-tell').map(({ title }) => title))}`];
  switch (report.verdict) {
    case 'regressed':
      return [
        `B is worse${where}: ${named(by('regressed').map(inWords))}`,
        ...(by('improved').length > 0 ? [`better: ${named(by('improved').map(inWords))}`] : []),
        ...(shifts.length > 0 ? [`the workload changed, too${moved}`] : []),
      ].join('; ');
    case 'improved':
      return [
        `No regression: B is better${where}: ${named(by('improved').map(inWords))}`,
        ...unknown,
        ...(shifts.length > 0 ? [`the workload changed${moved}`] : []),
      ].join('; ');
    case 'unchanged': {
      const same = named(
        by('unchanged')
          .filter(({ effect }) => effect !== null)
          .map(({ title }) => title),
      );
      const answer =
        shifts.length === 0
          ? `No regression: ${same} within ${within}${where}`
          : `The workload changed${moved}; at equal load nothing did: ${same} within ${within}`;
      return [answer, ...unknown].join('; ');
    }
    case 'cannot-tell': {
      if (judged.length === 0) return 'Cannot tell: A and B have no benchmark in common';
      return shifts.length === 0
        ? `Cannot tell whether B is worse by more than ${formatQuantity(report.thresholdRatio, 'ratio')}`
        : `The workload changed${moved}; whether the system did cannot be told`;
    }
  }
}

const inWords = ({ title, effect, reason, benchmark }: JudgedReport & { readonly benchmark: string }): string =>
  `${title}${effect ? ` ${changeWithin(effect)}` : reason === null ? '' : ` (${reason})`}${benchmark && ` in ${benchmark}`}`;

const shiftInWords = ({ title, a, b, effect, unit, reason }: ShiftReport): string => {
  if (unit === 'ratio' && typeof a === 'number' && typeof b === 'number') {
    return `${title} ${formatQuantity(a, unit)} → ${formatQuantity(b, unit)}${reason === null ? '' : `, ${reason}`}`;
  }
  return effect ? `${title} ${change(effect.ratio)}` : `${title} ${shown(a, unit)} → ${shown(b, unit)}`;
};

function named(words: readonly string[], separator = ', '): string {
  const more = words.length - MOST_NAMED;
  return `${words.slice(0, MOST_NAMED).join(separator)}${more > 0 ? ` and ${more} more` : ''}`;
}
