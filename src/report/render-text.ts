import { printable, printableLines } from '../quantities/index.ts';
import type { EpisodeReport } from './episode-schema.ts';
import { SHOWN_IN_FULL } from './most-shown.ts';
import { printableTexts } from './printable-texts.ts';
import type { EngineReport, Report, ReportedMeasure, StepReport } from './schema.ts';
import { answer } from './text/answer.ts';
import { silentOf } from './text/bound-by.ts';
import { fleetTable } from './text/fleet-table.ts';
import { howBusy } from './text/how-busy.ts';
import { howClose } from './text/how-close.ts';
import { howSure } from './text/how-sure.ts';
import { overTime, overTimeTitle } from './text/over-time.ts';
import { PLAIN, type Paint } from './text/paint.ts';
import { engineTitle } from './text/title.ts';
import { usersServed } from './text/users-served.ts';
import { whatLimits } from './text/what-limits.ts';
import { whatToChange, type FindingMarks } from './text/what-to-change.ts';
import { when } from './text/when.ts';
import { whereTimeGoes } from './text/where-time-goes.ts';

export interface TextOptions {
  readonly paint?: Paint;
  /** How many engines are shown in full below the table. */
  readonly top?: number;
}

/** Of a large fleet the worst fill a screen; the others are in the JSON. */
const ROWS = 40;

/**
 * The report as text for a terminal: one engine as blocks in the order of an operator's questions, several as a table,
 * worst first, with the first few in full. Whatever came from the network is made printable.
 */
export function renderText(report: Report, { paint = PLAIN, top = SHOWN_IN_FULL }: TextOptions = {}): string {
  const rows = report.engines.slice(0, Math.max(top, ROWS));
  const { engines, fleet, steps = [], episodes = [], errors: failures } = printableReport({ ...report, engines: rows });
  const shown = engines.slice(0, top);
  const unlisted = report.engines.slice(engines.length);
  const hidden = report.engines.length - shown.length;
  const errors = failures.map(({ message }) => paint.alarm(`! ${message}`));
  return [
    ...(engines.length > 1
      ? [...fleetTable(engines, paint, { fleet, unlisted, silent: silentOf({ errors: failures }) }), '']
      : []),
    ...shown.flatMap((engine) => [
      ...engineBlock(engine, paint),
      ...section('WHEN (UTC)', when(engine, episodes, paint), paint),
      ...section(overTimeTitle(steps), overTime(engine, steps), paint),
      '',
    ]),
    ...(hidden > 0
      ? [
          paint.faint(
            `${hidden} more engines not in full; --top ${report.engines.length} shows all, --format json has all of each`,
          ),
          '',
        ]
      : []),
    ...errors,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

/** What is seen of an engine where it is watched. */
export interface Beside {
  /** What happens just now; comes right after the answer. */
  readonly justNow?: readonly string[];
  readonly marks?: FindingMarks;
}

/** Everything about one engine, line by line. */
export function engineBlock(engine: EngineReport, paint: Paint, { justNow = [], marks }: Beside = {}): string[] {
  const part = (title: string, lines: readonly string[]): string[] => section(title, lines, paint);
  return [
    paint.strong(engineTitle(engine)),
    '',
    ...answer(engine, paint).map((line) => `  ${line}`),
    ...part('JUST NOW', justNow),
    ...part('HOW BUSY', howBusy(engine)),
    ...part('WHERE THE TIME GOES (finished requests, mean)', whereTimeGoes(engine, paint)),
    ...part('ARE USERS SERVED', usersServed(engine)),
    ...part('WHAT LIMITS IT', whatLimits(engine, paint)),
    ...part('WHAT TO CHANGE', whatToChange(engine, paint, marks)),
    ...part(howCloseTitle(engine), howClose(engine, paint)),
    ...part('HOW SURE', howSure(engine)),
  ];
}

const howCloseTitle = ({ roofline }: EngineReport): string =>
  `HOW CLOSE TO THE HARDWARE${roofline ? ` (${roofline.gpus} × ${roofline.accelerator}, ${roofline.weights})` : ''}`;

const section = (title: string, lines: readonly string[], paint: Paint): string[] =>
  lines.length === 0 ? [] : ['', `  ${paint.heading(title)}`, ...lines.map((line) => `  ${line}`)];

// A label longer than this is an attack or an accident; either way it would push everything else off the screen.
const LONGEST_LABEL = 120;

// No sentence of ours is longer.
const LONGEST_LINE = 2000;

const label = (text: string): string => printable(text, LONGEST_LABEL);

/** The report with everything that came from the network made safe for a terminal. */
export const printableReport = (report: Report): Report => ({
  ...report,
  engines: report.engines.map(printableEngine),
  ...(report.steps && { steps: report.steps.map(printableStep) }),
  ...(report.episodes && { episodes: report.episodes.map(printableEpisode) }),
  errors: report.errors.map((error) => ({ ...error, message: printableLines(error.message, LONGEST_LINE) })),
});

const printableEngine = (engine: EngineReport): EngineReport => ({
  ...engine,
  ...printableIdentity(engine),
  unrecognisedMetrics: engine.unrecognisedMetrics.map(label),
  annotations: printableTexts(engine.annotations),
  ...(engine.verdict && { verdict: printableTexts(engine.verdict) }),
  ...(engine.findings && { findings: printableTexts(engine.findings) }),
});

const printableStep = (step: StepReport): StepReport => ({
  ...step,
  engines: step.engines.map((engine) => ({ ...engine, ...printableIdentity(engine) })),
});

const printableEpisode = (episode: EpisodeReport): EpisodeReport => {
  const { target, engine, model, labels } = printableIdentity({ ...episode, measures: {} });
  return { ...printableTexts(episode), target, engine, model, labels };
};

type Identified = StepReport['engines'][number];

const printableIdentity = ({ target, engine, model, labels, measures }: Identified): Identified => ({
  target: label(target),
  engine: engine === null ? null : label(engine),
  model: model === null ? null : label(model),
  labels: Object.fromEntries(Object.entries(labels).map(([name, value]) => [label(name), label(value)])),
  measures: Object.fromEntries(Object.entries(measures).map(([id, measured]) => [id, printableMeasure(measured)])),
});

/** Finish reasons and the like are labels, too. */
const printableMeasure = (measured: ReportedMeasure): ReportedMeasure =>
  measured.known && measured.parts
    ? {
        ...measured,
        parts: Object.fromEntries(Object.entries(measured.parts).map(([name, part]) => [label(name), part])),
      }
    : measured;
