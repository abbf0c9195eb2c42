import { formatQuantity } from '../../quantities/index.ts';
import { SHIFT_RATIO } from '../../comparison/index.ts';
import { PLAIN, type Paint } from '../text/paint.ts';
import { utc } from '../text/utc.ts';
import { systemCells, workloadCells } from './cells.ts';
import type { BenchmarksReport, ComparisonReport, EnginesReport } from './comparison-schema.ts';
import { limitsLines } from './limits-lines.ts';
import { untold } from './untold.ts';

/** A titled part of a comparison: a table, headings first, or lines. */
export interface Section {
  readonly title: string;
  readonly rows?: readonly (readonly string[])[];
  readonly lines?: readonly string[];
}

/** In the order of questions: what is compared, did the workload change, did the system, what limited it, what nobody can tell. */
export const sectionsOf = (report: ComparisonReport, paint: Paint = PLAIN): Section[] =>
  (report.kind === 'engines' ? engineSections(report, paint) : benchmarkSections(report, paint)).filter(
    ({ rows = [], lines = [] }) => rows.length > 1 || lines.length > 0,
  );

const LONGER = 'as long';
const MORE_RUNS = 'as many runs';
const JOINT = 'with 95 % probability all intervals of a table are right at once';
const ALIKE = `${JOINT}, even where a step is like the one before it`;

const within = (ratio: number): string => `±${formatQuantity(ratio, 'ratio')}`;

function engineSections(report: EnginesReport, paint: Paint): Section[] {
  const { sides, workload, system, thresholdRatio, stepSeconds } = report;
  return [
    {
      title: 'COMPARED',
      lines: (['a', 'b'] as const).map((side) => {
        const { name, startAtSeconds, endAtSeconds, engines, models, steps } = sides[side];
        const of = `${engines} ${engines === 1 ? 'engine' : 'engines'}${models.length > 0 ? ` of ${models.join(', ')}` : ''}`;
        return `${side.toUpperCase()}  ${name} · ${utc(startAtSeconds)} – ${utc(endAtSeconds)} UTC · ${of} · ${steps} ${steps === 1 ? 'step' : 'steps'} of ${formatQuantity(stepSeconds, 'seconds')}`;
      }),
    },
    {
      title: `WORKLOAD (shifted: surely by more than ${within(SHIFT_RATIO)})`,
      rows: workloadCells(workload, LONGER, paint),
    },
    {
      title: `SYSTEM (A and B as they were; worse or better: at equal load, surely by more than ${within(thresholdRatio)})`,
      rows: systemCells(system, { heading: 'AT EQUAL LOAD', more: LONGER, paint }),
    },
    { title: 'WHAT LIMITED IT', lines: limitsLines(report) },
    { title: 'WHAT CANNOT BE TOLD', lines: untold([...workload, ...system]) },
    {
      title: 'HOW SURE',
      lines: [
        ALIKE,
        ...heldAgainst(report),
        ...(['a', 'b'] as const).flatMap((side) =>
          sides[side].annotations.map(({ message }) => `${side.toUpperCase()}: ${message}`),
        ),
      ],
    },
  ];
}

/** At which load what was compared; what stands on the same steps in one line. */
function heldAgainst({ system }: EnginesReport): string[] {
  const byLine = new Map<string, string[]>();
  for (const { title, heldAgainst: load, effect, steps, notes } of system) {
    if (effect === null || !steps) continue;
    const at = load.length === 0 ? 'the load hardly varied' : `at equal ${load.join(', ')}`;
    const line = [`${at}; ${steps.used.a} and ${steps.used.b} steps${leftOut(steps)}`, ...notes].join('; ');
    byLine.set(line, [...(byLine.get(line) ?? []), title]);
  }
  return [...byLine].map(([line, titles]) => `${titles.join(', ')}: ${line}`);
}

function leftOut({ tooFew, otherLoad }: NonNullable<EnginesReport['system'][number]['steps']>): string {
  const parts = [
    ...(tooFew.a + tooFew.b > 0 ? [`${tooFew.a} and ${tooFew.b} with too little traffic`] : []),
    ...(otherLoad.a + otherLoad.b > 0 ? [`${otherLoad.a} and ${otherLoad.b} under other loads`] : []),
  ];
  return parts.length > 0 ? ` (left out: ${parts.join(', ')})` : '';
}

function benchmarkSections(report: BenchmarksReport, paint: Paint): Section[] {
  const { sides, pairs, alone, thresholdRatio, noiseRatio } = report;
  const noise = noiseRatio === null ? '' : `, noise ${formatQuantity(noiseRatio, 'ratio')} where nothing was repeated`;
  return [
    {
      title: 'COMPARED',
      lines: (['a', 'b'] as const).map(
        (side) => `${side.toUpperCase()}  ${sides[side].name} · ${runsOf(sides[side].runs)}`,
      ),
    },
    ...pairs.flatMap(({ benchmark, runs, workload, system }) => [
      {
        title: `${benchmark} (${runs.a} against ${runsOf(runs.b)})`,
        rows: workloadCells(
          workload.filter(({ verdict, id }) => verdict !== 'same' || id.endsWith('PerRequest')),
          MORE_RUNS,
          paint,
        ),
      },
      {
        title: `MEASURES (worse or better: surely by more than ${within(thresholdRatio)}${noise})`,
        rows: systemCells(system, { heading: 'B AGAINST A', more: MORE_RUNS, paint }),
      },
      { title: 'WHAT CANNOT BE TOLD', lines: untold(system) },
    ]),
    { title: 'HOW SURE', lines: pairs.length === 0 ? [] : [JOINT] },
    {
      title: 'NOT COMPARED',
      lines: [
        ...(['a', 'b'] as const).flatMap((side) =>
          [...alone[side], ...sides[side].skipped].map((each) => `${side.toUpperCase()}: ${each}`),
        ),
      ],
    },
  ];
}

const runsOf = (runs: number): string => `${runs} ${runs === 1 ? 'run' : 'runs'}`;
