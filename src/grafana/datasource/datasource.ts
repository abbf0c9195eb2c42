import {
  dateTimeFormat,
  DataSourceApi,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getBackendSrv, getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { forkJoin, map, of, type Observable } from 'rxjs';
import {
  DEFAULT_QUERY,
  isQueryKind,
  QUERY_KINDS,
  withDefaults,
  type RidgelineOptions,
  type RidgelineQuery,
} from '../query/index.ts';
import type { Among, LabelKind, QueryContext, Reader } from './core.ts';
import { ANNOTATIONS } from './annotation-support.ts';
import { RidgelineVariables } from './variable-support.ts';
import { abortable } from './abortable.ts';
import { messageOf } from './message-of.ts';

type Core = typeof import('./core.ts');

/** Reads vLLM's metrics through a Prometheus and answers in what operators ask. What computes is loaded with the first query. */
export class RidgelineDataSource extends DataSourceApi<RidgelineQuery, RidgelineOptions> {
  private readonly instance: DataSourceInstanceSettings<RidgelineOptions>;
  private opened: Promise<{ readonly core: Core; readonly reader: Reader }> | undefined;
  private settings: ReturnType<Core['settingsOf']> | undefined;

  constructor(instance: DataSourceInstanceSettings<RidgelineOptions>) {
    super(instance);
    this.instance = instance;
    this.variables = new RidgelineVariables(this);
    this.annotations = ANNOTATIONS;
  }

  override getDefaultQuery(): Partial<RidgelineQuery> {
    return DEFAULT_QUERY;
  }

  override filterQuery(query: RidgelineQuery): boolean {
    return query.hide !== true && isQueryKind(withDefaults(query).kind);
  }

  override getQueryDisplayText(query: RidgelineQuery): string {
    const { kind, measures } = withDefaults(query);
    return kind === 'measures' ? (measures ?? []).join(', ') : QUERY_KINDS[kind].title;
  }

  override interpolateVariablesInQueries(queries: RidgelineQuery[], scopedVars: ScopedVars): RidgelineQuery[] {
    const inner = (value: unknown): unknown =>
      typeof value === 'string'
        ? getTemplateSrv().replace(value, scopedVars, 'regex')
        : isPlain(value)
          ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inner(each)]))
          : value;
    return queries.map((query) => ({
      ...(inner(query) as RidgelineQuery),
      refId: query.refId,
      datasource: this.getRef(),
    }));
  }

  override query(request: DataQueryRequest<RidgelineQuery>): Observable<DataQueryResponse> {
    const targets = request.targets.filter((query) => this.filterQuery(query));
    if (targets.length === 0) return of({ data: [] });
    return forkJoin(targets.map((query) => this.answer(query, request))).pipe(
      map((answers) => {
        const errors = answers.flatMap((answer) => answer.errors ?? []);
        return {
          data: answers.flatMap(({ data }) => data as DataFrame[]),
          ...(errors.length > 0 && { errors }),
          state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
        };
      }),
    );
  }

  /** One target that fails leaves the others alone. */
  private answer(query: RidgelineQuery, request: DataQueryRequest<RidgelineQuery>): Observable<DataQueryResponse> {
    return abortable(async (signal) => {
      try {
        const { core, reader } = await this.open();
        return { data: await core.askQuery(reader, query, this.contextOf(core, request), signal) };
      } catch (error) {
        signal.throwIfAborted();
        return { data: [], errors: [{ refId: query.refId, message: messageOf(error) }] };
      }
    });
  }

  private contextOf(core: Core, request: DataQueryRequest<RidgelineQuery>): QueryContext {
    return {
      fromSeconds: request.range.from.valueOf() / 1e3,
      toSeconds: request.range.to.valueOf() / 1e3,
      maxDataPoints: request.maxDataPoints,
      scopedVars: request.scopedVars,
      filters: request.filters ?? [],
      interpolate: (text, scopedVars, format) => getTemplateSrv().replace(text, scopedVars, format),
      formatTime: (seconds) => dateTimeFormat(seconds * 1e3, { timeZone: request.timezone, format: 'MM-DD HH:mm:ss' }),
      source: this.name,
      settings: this.settingsOf(core),
    };
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    try {
      const { core, reader } = await this.open();
      return await core.testConnection(reader, this.settingsOf(core), Date.now() / 1e3);
    } catch (error) {
      return { status: 'error', message: messageOf(error) };
    }
  }

  /** What can be chosen for models, engines and targets, among those that match. */
  async labelValues(what: LabelKind, among: Among = lastHour()): Promise<readonly string[]> {
    const { core, reader } = await this.open();
    return core.labelValues(reader, what, among, new AbortController().signal);
  }

  private settingsOf(core: Core): ReturnType<Core['settingsOf']> {
    this.settings ??= core.settingsOf(this.instance.jsonData.settings);
    return this.settings;
  }

  private open(): Promise<{ readonly core: Core; readonly reader: Reader }> {
    this.opened ??= this.connect().catch((error: unknown) => {
      // The next query tries again: the other data source may be there by then.
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  private async connect(): Promise<{ readonly core: Core; readonly reader: Reader }> {
    const core = await import(/* webpackChunkName: "grafana/datasource/core" */ './core.ts');
    const server = await core.openConnection(this.instance.jsonData, {
      dataSources: getDataSourceSrv(),
      backend: getBackendSrv(),
      proxyUrl: this.instance.url,
    });
    return { core, reader: core.createReader(server) };
  }
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function lastHour(): Among {
  const toSeconds = Date.now() / 1e3;
  return { fromSeconds: toSeconds - 3600, toSeconds };
}
