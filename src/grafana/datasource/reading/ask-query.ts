import type { AdHocVariableFilter, DataFrame, QueryResultMeta } from '@grafana/data';
import { NO_SETTINGS, type Settings } from '../../../settings/index.ts';
import { PANEL_ID, QUERY_KINDS, withDefaults, type QueryKind, type RidgelineQuery } from '../../query/index.ts';
import type { FormatTime } from '../../frames/index.ts';
import { framesOf } from './frames-of.ts';
import { gridOf } from './grid.ts';
import { measuresOf } from './measures-of-kind.ts';
import { withPromise } from './promise.ts';
import type { Reader } from './reader.ts';
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
  const asking = { matchers, range };
  const windowSeconds = query.kind === 'events' ? OUTAGE_SECONDS : windowSecondsOf(query.window);
  const [whole, stepped] = await Promise.all([
    wanted.whole.length === 0 ? NOTHING : reader.read({ ...asking, ...range, measures: wanted.whole }, signal),
    wanted.steps.length === 0
      ? NOTHING
      : reader.read(
          {
            ...asking,
            ...gridOf(fromSeconds, toSeconds, context.maxDataPoints),
            windowSeconds,
            measures: wanted.steps,
          },
          signal,
        ),
  ]);
  const read = { whole: whole.observations[0], steps: stepped.observations };
  const executedQueryString = [...whole.expressions, ...stepped.expressions].join('\n\n');
  return framesOf(query, { ...context, ...read, settings, wanted }).map((frame) => ({
    ...frame,
    refId: query.refId,
    meta: { ...frame.meta, ...VISUALISATION[QUERY_KINDS[query.kind].shape], executedQueryString },
  }));
}

/** A restart is seen in a window with samples of before and after; loading a large model takes minutes. */
const OUTAGE_SECONDS = 1800;

const NOTHING = { observations: [], expressions: [] };

/** How Explore draws it unless told otherwise. */
const VISUALISATION: Readonly<Record<(typeof QUERY_KINDS)[QueryKind]['shape'], Partial<QueryResultMeta>>> = {
  table: { preferredVisualisationType: 'table' },
  series: { preferredVisualisationType: 'graph' },
  roofline: { preferredVisualisationPluginId: PANEL_ID },
};
