import { createDataFrame, type DataFrame } from '@grafana/data';
import type { MeasureId } from '../../analysis/index.ts';
import { formatMeasured } from '../../quantities/index.ts';
import { engineAnswer, engineKey, hardwareLimits, limitsOf, type EngineReport } from '../../report/index.ts';
import { flagColumn, identityColumns, measureColumn, numberColumn, textColumn } from './columns.ts';
import { customMeta } from './frame-meta.ts';
import type { MeasuredStep } from './series-frames.ts';

/** How a time is written in a sentence; Grafana knows the zone of the dashboard. */
export type FormatTime = (unixSeconds: number) => string;

/** One row per engine, worst first: what is full, what that means for a request arriving now, and when it was worst. */
export function answerFrame(
  engines: readonly EngineReport[],
  steps: readonly MeasuredStep[],
  formatTime: FormatTime,
): DataFrame {
  const [name, ...labels] = identityColumns(engines);
  const answers = engines.map(engineAnswer);
  const worst = worstMoments(steps, formatTime);
  return createDataFrame({
    name: 'answer',
    meta: customMeta('answer'),
    fields: [
      name,
      textColumn('state', answers, ({ state }) => state),
      textColumn('answer', answers, ({ answer }) => answer),
      textColumn('forecast', answers, ({ forecast }) => forecast, 'arriving now'),
      textColumn('worst', engines, (engine) => worst.get(engineKey(engine)) ?? null, 'worst moment'),
      ...ANSWER_MEASURES.map((id) => measureColumn(id, engines)),
      ...labels,
    ],
  });
}

export const ANSWER_MEASURES: readonly MeasureId[] = [
  'arrivalsPerSecond',
  'completionsPerSecond',
  'waitForecastSeconds',
];

/** The longest wait that a request would have had at the end of any step, by engine. */
function worstMoments(steps: readonly MeasuredStep[], formatTime: FormatTime): Map<string, string> {
  const worst = new Map<string, { readonly seconds: number; readonly text: string }>();
  for (const { engines, endAtSeconds } of steps) {
    for (const engine of engines) {
      const wait = engine.measures['waitForecastSeconds'];
      const key = engineKey(engine);
      if (!wait?.known || wait.value <= (worst.get(key)?.seconds ?? 0)) continue;
      worst.set(key, {
        seconds: wait.value,
        text: `${formatTime(endAtSeconds)}: ~${formatMeasured(wait)} for a new request`,
      });
    }
  }
  return new Map([...worst].map(([key, { text }]) => [key, text]));
}

export const FLEET_MEASURES: readonly MeasureId[] = [
  'waitForecastSeconds',
  'arrivalsPerSecond',
  'completionsPerSecond',
  'requestsRunning',
  'requestsWaiting',
  'kvCacheUsageRatio',
  'generationTokensPerSecond',
  'ttftSeconds',
  'tpotSeconds',
  'goodputRatio',
  'rooflineRatio',
];

/** One row per engine, worst first, with the numbers of the whole range; of goodput its bounds, too. */
export function fleetFrame(engines: readonly EngineReport[]): DataFrame {
  const [name, ...labels] = identityColumns(engines);
  const answers = engines.map(engineAnswer);
  return createDataFrame({
    name: 'fleet',
    meta: customMeta('fleet'),
    fields: [
      name,
      textColumn('state', answers, ({ state }) => state),
      textColumn('bound', answers, ({ bound }) => bound ?? null, 'what is full'),
      ...FLEET_MEASURES.flatMap((id) => [
        measureColumn(id, engines),
        ...(id === 'goodputRatio' ? [measureColumn(id, engines, 'Low'), measureColumn(id, engines, 'High')] : []),
      ]),
      ...labels,
    ],
  });
}

export const LIMIT_MEASURES: readonly MeasureId[] = [
  'sequenceCap',
  'requestsRunning',
  'requestsRunningMax',
  'requestsWaitingMax',
  'kvCacheUsageRatio',
  'kvCacheUsageRatioMax',
  'kvCacheCapacityTokens',
  'preemptionsPerSecond',
  'tokensPerStep',
  'busyMbuRatio',
  'busyMfuRatio',
];

/** Every limit of every engine as a share used. Of those that are used up, the first binds. */
export function limitsFrame(engines: readonly EngineReport[]): DataFrame {
  const rows = engines.flatMap((engine) => {
    const limits = [...limitsOf(engine), ...hardwareLimits(engine)];
    const binding = limits.findIndex(({ full }) => full);
    return limits.map((limit, i) => ({ engine, ...limit, binds: i === binding }));
  });
  const [name, ...labels] = identityColumns(rows.map(({ engine }) => engine));
  return createDataFrame({
    name: 'limits',
    meta: customMeta('limits'),
    fields: [
      name,
      textColumn('limit', rows, (row) => row.name),
      numberColumn('usedRatio', rows, ({ usedRatio }) => usedRatio ?? null, { ...SHARE, title: 'used on average' }),
      numberColumn('mostRatio', rows, ({ mostRatio }) => mostRatio ?? null, { ...SHARE, title: 'used at most' }),
      textColumn('state', rows, ({ full, usedRatio }) =>
        full ? 'full' : usedRatio === undefined ? 'unknown' : 'open',
      ),
      flagColumn('binds', rows, ({ binds }) => binds),
      textColumn('detail', rows, ({ text }) => text),
      ...labels,
    ],
  });
}

const SHARE = { unit: 'percentunit' };
