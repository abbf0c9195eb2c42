import { createDataFrame, type DataFrame } from '@grafana/data';
import type { MeasureId } from '../../analysis/index.ts';
import { formatMeasured } from '../../quantities/index.ts';
import { engineAnswer, engineKey, limitsOf, type EngineReport } from '../../report/index.ts';
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
  return createDataFrame({
    name: 'answer',
    meta: customMeta('answer'),
    fields: [
      name,
      textColumn(
        'state',
        answers.map(({ state }) => state),
      ),
      textColumn(
        'answer',
        answers.map(({ answer }) => answer),
      ),
      textColumn(
        'forecast',
        answers.map(({ forecast }) => forecast),
        'arriving now',
      ),
      textColumn(
        'worst',
        engines.map((engine) => worstOf(engine, steps, formatTime)),
        'worst moment',
      ),
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

/** The longest wait that a request would have had at the end of any step. */
function worstOf(engine: EngineReport, steps: readonly MeasuredStep[], formatTime: FormatTime): string | null {
  const key = engineKey(engine);
  let worst: { readonly seconds: number; readonly text: string } | undefined;
  for (const { engines, endAtSeconds } of steps) {
    const wait = engines.find((other) => engineKey(other) === key)?.measures['waitForecastSeconds'];
    if (!wait?.known || wait.value <= (worst?.seconds ?? 0)) continue;
    worst = { seconds: wait.value, text: `${formatTime(endAtSeconds)}: ~${formatMeasured(wait)} for a new request` };
  }
  return worst?.text ?? null;
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

/** One row per engine, worst first, with the numbers of the whole range. */
export function fleetFrame(engines: readonly EngineReport[]): DataFrame {
  const [name, ...labels] = identityColumns(engines);
  const answers = engines.map(engineAnswer);
  return createDataFrame({
    name: 'fleet',
    meta: customMeta('fleet'),
    fields: [
      name,
      textColumn(
        'state',
        answers.map(({ state }) => state),
      ),
      textColumn(
        'bound',
        answers.map(({ bound }) => bound ?? null),
        'what is full',
      ),
      ...FLEET_MEASURES.map((id) => measureColumn(id, engines)),
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
      textColumn(
        'limit',
        rows.map((row) => row.name),
      ),
      numberColumn(
        'usedRatio',
        rows.map((row) => row.usedRatio ?? null),
        'percentunit',
        'used on average',
      ),
      numberColumn(
        'mostRatio',
        rows.map((row) => row.mostRatio ?? null),
        'percentunit',
        'used at most',
      ),
      textColumn(
        'state',
        rows.map((row) => (row.full ? 'full' : row.usedRatio === undefined ? 'unknown' : 'open')),
      ),
      flagColumn(
        'binds',
        rows.map((row) => row.binds),
      ),
      textColumn(
        'detail',
        rows.map((row) => row.text),
      ),
      ...labels,
    ],
  });
}

/** The roofs: nobody waits for them, steps only take longer. */
function hardwareLimits({ measures, roofline }: EngineReport) {
  const limit = (name: string, id: MeasureId) => {
    const share = measures[id];
    const used = share?.known ? share.value : undefined;
    return {
      name,
      usedRatio: used,
      mostRatio: undefined,
      full: false,
      text: share ? `${formatMeasured(share)}${share.known ? ' while busy' : ''}` : 'unknown',
      brief: '',
    };
  };
  return roofline === undefined && measures['busyMbuRatio'] === undefined
    ? []
    : [limit('memory bandwidth', 'busyMbuRatio'), limit('compute', 'busyMfuRatio')];
}
