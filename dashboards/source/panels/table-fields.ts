import type { QueryKind } from '../../../src/grafana/query/index.ts';

/** The kinds of query that answer with a table. */
export type TableKind = Extract<QueryKind, 'answer' | 'fleet' | 'limits' | 'verdict' | 'findings'>;

/** What links select an engine by; null where an engine has no such label. */
export const LINK_FIELDS: readonly string[] = ['instance', 'rank', 'model_name'];

const IDENTITY = [...LINK_FIELDS, 'key'];

/** The fields of each table, in the order of the data source. Those that a panel does not show, it hides. */
export const TABLE_FIELDS: Readonly<Record<TableKind, readonly string[]>> = {
  answer: [
    ...['engine', 'state', 'answer', 'forecast', 'worst'],
    ...['arrivalsPerSecond', 'completionsPerSecond', 'waitForecastSeconds'],
    ...IDENTITY,
  ],
  fleet: [
    ...['engine', 'state', 'bound', 'waitForecastSeconds', 'arrivalsPerSecond', 'completionsPerSecond'],
    ...['requestsRunning', 'requestsWaiting', 'kvCacheUsageRatio', 'generationTokensPerSecond'],
    ...['ttftSeconds', 'tpotSeconds', 'goodputRatio', 'goodputRatioLow', 'goodputRatioHigh', 'rooflineRatio'],
    ...IDENTITY,
  ],
  verdict: ['engine', 'boundBy', 'confidence', 'summary', 'critical', 'warning', 'info', ...IDENTITY],
  findings: ['engine', 'severity', 'finding', 'message', 'do', 'confidence', 'followsFrom', ...IDENTITY],
  limits: ['engine', 'limit', 'usedRatio', 'mostRatio', 'state', 'binds', 'detail', ...IDENTITY],
};
