import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import type { MeasureId } from '../../../analysis/index.ts';
import type { Settings } from '../../../settings/index.ts';
import type { Observation } from '../../../sources/prometheus-api/index.ts';
import {
  answerFrame,
  fleetFrame,
  limitsFrame,
  rooflineFrames,
  seriesFrames,
  type FormatTime,
  type MeasuredStep,
} from '../../frames/index.ts';
import { QUERY_KINDS, type RidgelineQuery } from '../../query/index.ts';
import { eventsFrame } from './events.ts';
import { alongside, measuredSteps, reportOf } from './analyses.ts';
import type { Wanted } from './measures-of-kind.ts';
import { reportNotices, unknownNotices, withNotices, type Reason } from './notices.ts';

/** What was read for one query. */
export interface Reading {
  readonly source: string;
  readonly whole: Observation | undefined;
  readonly steps: readonly Observation[];
  readonly settings: Settings;
  readonly wanted: Wanted;
  readonly formatTime: FormatTime;
}

/** The answer to one query, with what is to be said of it. */
export function framesOf(query: RidgelineQuery, reading: Reading): DataFrame[] {
  if (query.kind === 'events') return [eventsFrame(reading.steps, query.events)];
  return QUERY_KINDS[query.kind].shape === 'series' || !reading.whole
    ? seriesOf(query, reading)
    : tablesOf(query, reading, reading.whole);
}

function seriesOf({ combine }: RidgelineQuery, { whole, steps, settings, wanted }: Reading): DataFrame[] {
  const moving = measuredSteps(steps, settings, wanted.steps, combine === 'total');
  const measured = alongside(moving, whole, settings, wanted.whole);
  const shown = [...wanted.steps, ...wanted.whole];
  const failures = steps.at(-1)?.errors ?? [];
  return withNotices(seriesFrames(measured, shown), [
    ...unknownNotices(neverKnown(measured, shown)),
    ...reportNotices({ engines: [], errors: [...failures] }, []),
  ]);
}

function tablesOf(
  query: RidgelineQuery,
  { source, steps, settings, wanted, formatTime }: Reading,
  whole: Observation,
): DataFrame[] {
  const report = reportOf(source, whole, query.kind === 'roofline' ? steps : [], settings);
  const notices: QueryResultMetaNotice[] = [
    ...unknownNotices(neverKnown([report], wanted.whole)),
    ...reportNotices(report, wanted.whole),
  ];
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
  return withNotices(frames(), notices);
}

/** Measures that no engine knows at any time, with the reason that the last of them gives. */
function neverKnown(
  observed: readonly {
    readonly engines: readonly { readonly measures: MeasuredStep['engines'][number]['measures'] }[];
  }[],
  measures: readonly MeasureId[],
): Map<MeasureId, Reason> {
  const engines = observed.flatMap((each) => each.engines);
  return new Map(
    measures.flatMap((id) => {
      const measured = engines.map((engine) => engine.measures[id]);
      const last = measured.at(-1);
      return last && !last.known && measured.every((each) => !each?.known) ? [[id, last] as const] : [];
    }),
  );
}
