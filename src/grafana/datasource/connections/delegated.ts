import {
  CoreApp,
  dateTime,
  FieldType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
} from '@grafana/data';
import { from, fromEvent, isObservable, lastValueFrom, takeUntil, type Observable } from 'rxjs';
import { lastSeconds, type PromQl, type Series } from '../../../sources/prometheus-api/index.ts';
import { sourceErrorOf } from './source-error.ts';

/** More than any grid has, so that the other data source keeps to the step that it is told. */
const MOST_POINTS = 11_000;

/**
 * PromQL evaluated by a data source that Grafana has already: its credentials, its access rules and its caches. All
 * expressions travel in one request.
 */
export function delegated(other: DataSourceApi): PromQl {
  let requests = 0;
  const name = `The data source "${other.name}"`;
  return {
    name,
    async queryAll({ expressions, instants, signal }, onAnswer) {
      signal?.throwIfAborted();
      const isInstant = instants.count === 1;
      const toSeconds = lastSeconds(instants);
      const fromSeconds = isInstant ? toSeconds - 1 : instants.firstSeconds;
      const range = { from: dateTime(fromSeconds * 1e3), to: dateTime(toSeconds * 1e3) };
      const stepSeconds = isInstant ? 1 : instants.stepSeconds;
      const request = {
        // Explore would get tables.
        app: CoreApp.Unknown,
        requestId: `ridgeline-${other.uid}-${++requests}`,
        targets: expressions.map((expression, i) => ({
          refId: refIdOf(i),
          datasource: other.getRef(),
          expr: withoutVariables(expression),
          instant: isInstant,
          range: !isInstant,
          interval: `${stepSeconds}s`,
          format: 'time_series',
          // Otherwise every series comes with all its labels once more, as its name.
          legendFormat: '__auto',
          editorMode: 'code',
        })),
        range: { ...range, raw: range },
        interval: `${stepSeconds}s`,
        intervalMs: stepSeconds * 1e3,
        maxDataPoints: MOST_POINTS,
        scopedVars: {},
        timezone: 'utc',
        startTime: Date.now(),
      } satisfies DataQueryRequest;
      const response = await lastOf(other.query(request), signal);
      const failure = response.errors?.[0];
      if (failure) throw sourceErrorOf(name, failure);
      const frames = new Map<string | undefined, DataFrame[]>();
      for (const frame of response.data as readonly DataFrame[]) {
        const own = frames.get(frame.refId);
        if (own) own.push(frame);
        else frames.set(frame.refId, [frame]);
      }
      expressions.forEach((_, i) => {
        const own = frames.get(refIdOf(i)) ?? [];
        onAnswer({ data: own.flatMap(seriesOf), warnings: own.flatMap(warningsOf) }, i);
      });
    },
  };
}

const refIdOf = (i: number): string => `R${i}`;

/** In queries of ours both stand only inside quotes; the other data source would take them for variables of the dashboard. */
const withoutVariables = (expression: string): string =>
  expression.replaceAll('$', '\\x24').replaceAll('[[', '\\x5b\\x5b');

async function lastOf(
  answering: Promise<DataQueryResponse> | Observable<DataQueryResponse>,
  signal: AbortSignal | undefined,
): Promise<DataQueryResponse> {
  const responses = isObservable(answering) ? answering : from(answering);
  const response = await lastValueFrom(signal ? responses.pipe(takeUntil(fromEvent(signal, 'abort'))) : responses, {
    defaultValue: undefined,
  });
  signal?.throwIfAborted();
  return response ?? { data: [] };
}

function seriesOf({ fields }: DataFrame): Series[] {
  const times = fields.find(({ type }) => type === FieldType.time);
  const values = fields.find(({ type }) => type === FieldType.number);
  if (!times || !values) return [];
  return [
    {
      labels: values.labels ?? {},
      times: times.values.map((milliseconds: number) => milliseconds / 1e3),
      values: values.values.map((value: number | null) => value ?? Number.NaN),
    },
  ];
}

const warningsOf = ({ meta }: DataFrame): string[] =>
  (meta?.notices ?? []).filter(({ severity }) => severity !== 'info').map(({ text }) => text);
