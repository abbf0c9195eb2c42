import {
  dateTimeFormat,
  DataSourceApi,
  LoadingState,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getBackendSrv, getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { catchError, forkJoin, from, map, of, switchMap, type Observable } from 'rxjs';
import {
  DEFAULT_QUERY,
  isQueryKind,
  QUERY_KINDS,
  withDefaults,
  type RidgelineOptions,
  type RidgelineQuery,
} from '../query/index.ts';
import type { Among, LabelKind, Live, QueryContext, Reader } from './core.ts';
import { ANNOTATIONS } from './annotation-support.ts';
import { RidgelineVariables } from './variable-support.ts';
import { abortable } from './abortable.ts';
import { interpolated } from './interpolated.ts';
import { messageOf } from '../query/index.ts';

type Core = typeof import('./core.ts');

const loadCore = (): Promise<Core> => import(/* webpackChunkName: "grafana/datasource/core" */ './core.ts');

/** Often enough for a queue that grows, and no burden: a page costs the engine a few milliseconds. */
const LIVE_EVERY_SECONDS = 3;

/** Reads vLLM's metrics through a Prometheus and answers in what operators ask. What computes is loaded with the first query. */
export class RidgelineDataSource extends DataSourceApi<RidgelineQuery, RidgelineOptions> {
  private readonly instance: DataSourceInstanceSettings<RidgelineOptions>;
  private opened: Promise<{ readonly core: Core; readonly reader: Reader }> | undefined;
  private settings: ReturnType<Core['settingsOf']> | undefined;
  private live: Observable<Live> | undefined;

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
    return queries.map((query) => ({ ...filledIn(query, scopedVars), datasource: this.getRef() }));
  }

  override query(request: DataQueryRequest<RidgelineQuery>): Observable<DataQueryResponse> {
    const targets = request.targets
      .filter((query) => this.filterQuery(query))
      .map((query) => filledIn(query, request.scopedVars));
    if (targets.length === 0) return of({ data: [] });
    if (this.isLive()) return this.follow(targets, request);
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

  private isLive(): boolean {
    return this.instance.jsonData.connection === 'engine';
  }

  /** The pages of one engine, as long as the panel is there. One target that fails leaves the others alone. */
  private follow(
    targets: readonly RidgelineQuery[],
    request: DataQueryRequest<RidgelineQuery>,
  ): Observable<DataQueryResponse> {
    return from(loadCore()).pipe(
      switchMap((core) => this.liveOf(core).pipe(map((live) => this.shown(core, live, targets, request)))),
      catchError((error: unknown) =>
        of({ data: [], errors: [{ message: messageOf(error) }], state: LoadingState.Error }),
      ),
    );
  }

  private shown(
    core: Core,
    live: Live,
    targets: readonly RidgelineQuery[],
    request: DataQueryRequest<RidgelineQuery>,
  ): DataQueryResponse {
    const errors: DataQueryError[] = [];
    const context = { ...this.contextOf(core, request), toSeconds: Date.now() / 1e3 };
    const data = targets.flatMap((query) => {
      try {
        return core.framesOfLive(live, query, context);
      } catch (error) {
        errors.push({ refId: query.refId, message: messageOf(error) });
        return [];
      }
    });
    return { data, key: request.requestId, state: LoadingState.Streaming, ...(errors.length > 0 && { errors }) };
  }

  private liveOf(core: Core): Observable<Live> {
    this.live ??= core.liveEngine({
      target: addressOf(this.instance.jsonData.engineUrl) ?? this.name,
      everySeconds: LIVE_EVERY_SECONDS,
      fetchPage: pageOf(core, this.instance.url),
      nowSeconds: () => Date.now() / 1e3,
    });
    return this.live;
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
      filters: request.filters ?? [],
      formatTime: (seconds) => dateTimeFormat(seconds * 1e3, { timeZone: request.timezone, format: 'MM-DD HH:mm:ss' }),
      source: this.name,
      settings: this.settingsOf(core),
    };
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    try {
      if (this.isLive())
        return await (await loadCore()).testPage(pageOf(await loadCore(), this.instance.url), Date.now() / 1e3);
      const { core, reader } = await this.open();
      return await core.testConnection(reader, this.settingsOf(core), Date.now() / 1e3);
    } catch (error) {
      return { status: 'error', message: messageOf(error) };
    }
  }

  /** What can be chosen for models, engines and targets, among those that match. */
  async labelValues(what: LabelKind, among: Among = lastHour()): Promise<readonly string[]> {
    if (this.isLive()) return this.onPage(what);
    const { core, reader } = await this.open();
    return core.labelValues(reader, what, among, new AbortController().signal);
  }

  private async onPage(what: LabelKind): Promise<readonly string[]> {
    const core = await loadCore();
    if (what === 'accelerators') return core.ACCELERATOR_NAMES;
    if (what === 'targets') return [];
    const engines = core.enginesOnPage(await pageOf(core, this.instance.url)(), Date.now() / 1e3);
    return [...new Set(engines.flatMap(({ engine, model }) => (what === 'models' ? model : engine) ?? []))];
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
    const core = await loadCore();
    const server = await core.openConnection(this.instance.jsonData, {
      dataSources: getDataSourceSrv(),
      backend: getBackendSrv(),
      proxyUrl: this.instance.url,
    });
    return { core, reader: core.createReader(server) };
  }
}

const pageOf = (core: Core, proxyUrl: string | undefined) => (): Promise<string> =>
  core.fetchPage(getBackendSrv(), proxyUrl);

const filledIn = (query: RidgelineQuery, scopedVars: ScopedVars): RidgelineQuery =>
  interpolated(query, (text, format) => getTemplateSrv().replace(text, scopedVars, format));

/** As Prometheus calls a target; whatever else stands in a URL is not for those who look. */
function addressOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

function lastHour(): Among {
  const toSeconds = Date.now() / 1e3;
  return { fromSeconds: toSeconds - 3600, toSeconds };
}
