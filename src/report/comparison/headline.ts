import { formatQuantity } from '../../quantities/index.ts';
import { shown } from './cells.ts';
import { change, changeWithin } from './change.ts';
import type { ComparisonReport, JudgedReport, ShiftReport } from './comparison-schema.ts';

/** So many are named; the others are below. */
const MOST_NAMED = 3;

/** The answer in a sentence: whether the system changed, and whether the workload did. */
export function headline(report: ComparisonReport): string {
  const pairs = report.kind === 'engines' ? [{ ...report, benchmark: '' }] : report.pairs;
  if (pairs.length === 0) return 'Cannot tell: A and B have no benchmark in common';
  const shifts = pairs.flatMap(({ workload }) => workload.filter(({ verdict }) => verdict === 'shifted'));
  const moved = shifts.length === 0 ? undefined : named(shifts.map(shiftInWords), '; ');
  return ANSWERS[report.verdict](report, moved, (verdict) =>
    pairs.flatMap(({ system, benchmark }) =>
      system
        .filter((each) => each.verdict === verdict)
        .map((each) => ({ ...each, where: pairs.length > 1 ? ` in ${benchmark}` : '' })),
    ),
  );
}

type Named = JudgedReport & { readonly where: string };
type Answer = (
  report: ComparisonReport,
  moved: string | undefined,
  by: (verdict: JudgedReport['verdict']) => readonly Named[],
) => string;

const ANSWERS: Readonly<Record<JudgedReport['verdict'], Answer>> = {
  regressed: (report, moved, by) =>
    sentence(
      `B is worse${atEqualLoad(report)}: ${named(by('regressed').map(inWords))}`,
      listed('better: ', by('improved').map(inWords)),
      moved && `the workload changed, too: ${moved}`,
    ),
  improved: (report, moved, by) =>
    sentence(
      `No regression: B is better${atEqualLoad(report)}: ${named(by('improved').map(inWords))}`,
      listed('cannot tell of ', by('cannot-tell').map(titleOf)),
      moved && `the workload changed: ${moved}`,
    ),
  unchanged: (report, moved, by) => {
    const told = by('unchanged').filter(({ effect }) => effect !== null);
    const untold = by('cannot-tell').map(titleOf);
    const within = `${named(told.map(titleOf))} within ±${formatQuantity(report.thresholdRatio, 'ratio')}`;
    return sentence(
      moved === undefined
        ? `No regression: ${within}${atEqualLoad(report)}`
        : `The workload changed: ${moved}; at equal load ${untold.length === 0 ? 'nothing did: ' : ''}${within}`,
      listed('cannot tell of ', untold),
    );
  },
  'cannot-tell': ({ thresholdRatio }, moved, by) =>
    moved === undefined
      ? `Cannot tell whether B is worse by more than ${formatQuantity(thresholdRatio, 'ratio')}: ${mainReason(by('cannot-tell'))}`
      : `The workload changed: ${moved}; whether the system did cannot be told`,
};

/** Of an interval that is too wide the table says what would tell; otherwise the first reason, as the most telling measure is first. */
const mainReason = (untold: readonly Named[]): string =>
  untold.some(({ effect }) => effect !== null)
    ? 'the intervals are too wide'
    : (untold.find(({ reason }) => reason !== null)?.reason ?? 'nothing was measured on both sides');

const atEqualLoad = ({ kind }: ComparisonReport): string => (kind === 'engines' ? ' at equal load' : '');

const sentence = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join('; ');

const listed = (before: string, words: readonly string[]): string | undefined =>
  words.length === 0 ? undefined : `${before}${named(words)}`;

const titleOf = ({ title, where }: Named): string => `${title}${where}`;

const inWords = ({ title, effect, reason, where }: Named): string =>
  `${title}${effect ? ` ${changeWithin(effect)}` : reason === null ? '' : ` (${reason})`}${where}`;

function shiftInWords({ title, a, b, effect, unit, reason }: ShiftReport): string {
  const both = `${title} ${shown(a, unit)} → ${shown(b, unit)}`;
  if (unit === 'ratio') return `${both}${reason === null ? '' : `, ${reason}`}`;
  return effect ? `${title} ${change(effect.ratio)}` : both;
}

function named(words: readonly string[], separator = ', '): string {
  const more = words.length - MOST_NAMED;
  return `${words.slice(0, MOST_NAMED).join(separator)}${more > 0 ? ` and ${more} more` : ''}`;
}
