import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { MEASURES, type MeasureId } from '../../../analysis/index.ts';
import type { Settings } from '../../../settings/index.ts';
import type { Observation } from '../../../sources/prometheus-api/index.ts';
import {
  answerFrame,
  findingsFrame,
  fleetFrame,
  limitsFrame,
  rooflineFrames,
  seriesFrames,
  verdictFrame,
  type FormatTime,
  type MeasuredEngine,
} from '../../frames/index.ts';
import { QUERY_KINDS, type RidgelineQuery } from '../../query/index.ts';
import { eventsFrame } from './events.ts';
import { alongside, episodesOf, measuredSteps, reportOf } from './analyses.ts';
import type { Wanted } from './measures-of-kind.ts';
import {
  annotationNotices,
  evidenceMeasures,
  failureNotice,
  findingsNotices,
  reportNotices,
  unknownNotices,
  withNotices,
  type Reason,
} from './notices.ts';

/** What was read for one query. */
export interface Reading {
  readonly source: string;
  readonly whole: Observation | undefined;
  readonly steps: readonly Observation[];
  /** Fewer and longer ones, to be judged. */
  readonly judged: readonly Observation[];
  readonly settings: Settings;
  readonly wanted: Wanted;
  readonly formatTime: FormatTime;
}

/** The answer to one query, with what is to be said of it, `said` first. */
export function framesOf(
  query: RidgelineQuery,
  reading: Reading,
  said: readonly QueryResultMetaNotice[] = [],
): DataFrame[] {
  const { frames, notices } = answered(query, reading);
  return withNotices(frames, [...said, ...notices]);
}

interface Answered {
  readonly frames: readonly DataFrame[];
  readonly notices: readonly QueryResultMetaNotice[];
}

function answered(query: RidgelineQuery, reading: Reading): Answered {
  if (query.kind === 'events') return eventsOf(query, reading);
  if ((query.kind === 'findings' || query.kind === 'verdict') && reading.whole) {
    return judgedOf(query.kind, reading, reading.whole);
  }
  return QUERY_KINDS[query.kind].shape === 'series' || !reading.whole
    ? seriesOf(query, reading)
    : tablesOf(query, reading, reading.whole);
}

function eventsOf({ events }: RidgelineQuery, { steps, judged, settings, formatTime }: Reading): Answered {
  const seen = { steps, episodes: episodesOf(judged, settings) };
  return { frames: [eventsFrame(seen, formatTime, events)], notices: [] };
}

function seriesOf({ combine }: RidgelineQuery, { whole, steps, settings, wanted }: Reading): Answered {
  const moving = measuredSteps(steps, settings, wanted.steps, combine === 'total');
  const measured = alongside(moving, whole, settings, wanted.whole);
  const shown = [...wanted.steps, ...wanted.whole];
  const engines = measured.flatMap((step) => step.engines);
  return {
    frames: seriesFrames(measured, shown),
    notices: [
      ...unknownNotices(neverKnown(engines, shown)),
      ...(combine === 'total' ? unaddedNotices(engines, shown) : []),
      ...(steps.at(-1)?.errors ?? []).map(failureNotice),
      ...annotationNotices(engines, shown),
    ],
  };
}

function tablesOf(
  query: RidgelineQuery,
  { source, steps, settings, wanted, formatTime }: Reading,
  whole: Observation,
): Answered {
  const report = reportOf(source, whole, query.kind === 'roofline' ? steps : [], settings);
  const frames = (): DataFrame[] => {
    switch (query.kind) {
      case 'fleet':
        return [fleetFrame(report.engines)];
      case 'limits':
        return [limitsFrame(report.engines)];
      case 'roofline':
        return rooflineFrames(report.engines, report.steps ?? [], whole.endAtSeconds);
      default:
        return [answerFrame(report.engines, measuredSteps(steps, settings, wanted.steps, false), formatTime)];
    }
  };
  const notices = [
    ...unknownNotices(neverKnown(report.engines, wanted.whole)),
    ...report.errors.map(failureNotice),
    ...reportNotices(report.engines, wanted.whole),
  ];
  return { frames: frames(), notices };
}

/** What binds each engine or what fires, and what is to be said of the measures that this stands on; those that are unknown are behind the rules that cannot tell. */
function judgedOf(kind: 'findings' | 'verdict', { source, settings }: Reading, whole: Observation): Answered {
  const report = reportOf(source, whole, [], settings, true);
  return {
    frames: [kind === 'verdict' ? verdictFrame(report.engines) : findingsFrame(report.engines)],
    notices: [
      ...findingsNotices(report.engines),
      ...report.errors.map(failureNotice),
      ...reportNotices(report.engines, evidenceMeasures(report.engines)),
    ],
  };
}

/** Of some measures a sum over engines says nothing, such as of a wait or a cap. */
const unaddedNotices = (engines: readonly MeasuredEngine[], shown: readonly MeasureId[]): QueryResultMetaNotice[] =>
  shown
    .filter((id) => engines.every(({ measures }) => measures[id] === undefined))
    .map((id) => ({
      severity: 'warning',
      text: `${MEASURES.get(id)?.title ?? id}: engines cannot be added up; choose each engine for itself`,
    }));

interface Known {
  readonly measures: Readonly<Partial<Record<string, { readonly known: true } | ({ readonly known: false } & Reason)>>>;
}

/** Measures that no engine knows at any time, with the reason that the last of them gives. */
function neverKnown(engines: readonly Known[], measures: readonly MeasureId[]): Map<MeasureId, Reason> {
  return new Map(
    measures.flatMap((id) => {
      const measured = engines.map((engine) => engine.measures[id]);
      const last = measured.at(-1);
      return last && !last.known && measured.every((each) => !each?.known) ? [[id, last] as const] : [];
    }),
  );
}
