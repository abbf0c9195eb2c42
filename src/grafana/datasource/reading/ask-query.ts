import type { AdHocVariableFilter, DataFrame, QueryResultMeta } from '@grafana/data';
import { NO_SETTINGS, type Settings } from '../../../settings/index.ts';
import { PANEL_ID, QUERY_KINDS, withDefaults, type QueryKind, type RidgelineQuery } from '../../query/index.ts';
import type { FormatTime } from '../../frames/index.ts';
import { framesOf } from './frames-of.ts';
import { gridOf, type Grid } from './grid.ts';
import { measuresOf } from './measures-of-kind.ts';
import { withPromise } from './promise.ts';
import type { Ask, Read, Reader } from './reader.ts';
import { matchersOf } from './selection.ts';
import { windowSecondsOf } from './window-seconds.ts';

/** Where a query comes from: the dashboard's range and filters. */
export interface QueryContext {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly maxDataPoints: number | undefined;
  readonly filters: readonly AdHocVariableFilter[];
  readonly formatTime: FormatTime;
  readonly source: string;
  readonly settings: Settings | undefined;
}

/** Reads what one query needs, variables filled in, and answers it. Rejects with an error whose message is for people. */
export async function askQuery(
  reader: Reader,
  asked: RidgelineQuery,
  context: QueryContext,
  signal: AbortSignal,
): Promise<DataFrame[]> {
  const { fromSeconds, toSeconds } = context;
  const query = withDefaults(asked);
  const settings = withPromise(context.settings ?? NO_SETTINGS, query.objective);
  const matchers = matchersOf(query, context.filters);
  const wanted = measuresOf(query, settings);
  const range = { startAtSeconds: Math.floor(fromSeconds), endAtSeconds: Math.floor(toSeconds) };
  const windowSeconds = query.kind === 'events' ? OUTAGE_SECONDS : windowSecondsOf(query.window);
  const read = (stretch: Omit<Ask, 'matchers' | 'range'>): Promise<Read> | Read =>
    stretch.measures.length === 0 ? NOTHING : reader.read({ matchers, range, ...stretch }, signal);
  const grid = (points: number | undefined): Grid => gridOf(fromSeconds, toSeconds, points);
  const [whole, stepped, judged] = await Promise.all([
    read({ ...range, measures: wanted.whole }),
    read({ ...grid(context.maxDataPoints), windowSeconds, measures: wanted.steps }),
    read({ ...grid(MOST_JUDGED), measures: wanted.judged }),
  ]);
  const reading = { whole: whole.observations[0], steps: stepped.observations, judged: judged.observations };
  const executedQueryString = [whole, stepped, judged].flatMap(({ expressions }) => expressions).join('\n\n');
  return framesOf(query, { ...context, ...reading, settings, wanted }).map((frame) => ({
    ...frame,
    refId: query.refId,
    meta: { ...frame.meta, ...VISUALISATION[QUERY_KINDS[query.kind].shape], executedQueryString },
  }));
}

/** A restart is seen in a window with samples of before and after; loading a large model takes minutes. */
const OUTAGE_SECONDS = 1800;

/** A choice: a minute each of an hour, which is what eyes tell apart in a graph; rules cost more than all else here. */
const MOST_JUDGED = 60;

const NOTHING: Read = { observations: [], expressions: [] };

/** How Explore draws it unless told otherwise. */
const VISUALISATION: Readonly<Record<(typeof QUERY_KINDS)[QueryKind]['shape'], Partial<QueryResultMeta>>> = {
  table: { preferredVisualisationType: 'table' },
  series: { preferredVisualisationType: 'graph' },
  roofline: { preferredVisualisationPluginId: PANEL_ID },
};
