import {
  createDataFrame,
  dateTime,
  FieldType,
  type DataQueryRequest,
  type DataSourceInstanceSettings,
} from '@grafana/data';
import {
  setBackendSrv,
  setDataSourceSrv,
  setTemplateSrv,
  type BackendSrv,
  type DataSourceSrv,
  type TemplateSrv,
} from '@grafana/runtime';
import { lastValueFrom, NEVER, Observable, of } from 'rxjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RidgelineDataSource } from '../../../src/grafana/datasource/datasource.ts';
import type { RidgelineOptions, RidgelineQuery } from '../../../src/grafana/query/index.ts';

const asked: string[] = [];
let isSilent = false;
let unsubscribed = 0;

interface Asked {
  readonly targets: readonly { readonly refId: string; readonly expr: string }[];
}

const SILENCE = new Observable<never>(() => () => {
  unsubscribed++;
});

/** A Prometheus with one engine that does nothing. */
const prometheus = {
  uid: 'prom',
  name: 'Prometheus',
  type: 'prometheus',
  getRef: () => ({ uid: 'prom', type: 'prometheus' }),
  query: ({ targets }: Asked) => {
    asked.push(...targets.map(({ expr }) => expr));
    if (isSilent) return SILENCE;
    const series = (refId: string, labels: Record<string, string>, values: number[]) =>
      createDataFrame({
        refId,
        fields: [
          { name: 'Time', type: FieldType.time, values: values.map((_, i) => 3_590_000 + i * 1000) },
          { name: 'Value', type: FieldType.number, values, labels },
        ],
      });
    const engine = { job: 'vllm', instance: 'gpu-1:8000', engine: '0', model_name: 'llama' };
    return of({
      data: targets.flatMap(({ refId, expr }) => {
        if (expr.includes('nobody')) return [];
        if (expr.startsWith('count by (__name__)')) {
          return [
            series(refId, { __name__: 'vllm:generation_tokens_total' }, [1]),
            series(refId, { __name__: 'vllm:num_requests_running' }, [1]),
          ];
        }
        if (expr.startsWith('last_over_time({')) return [series(refId, { __name__: 'x', ...engine }, [5])];
        if (/\}\[\d+[ms]\]$/.test(expr)) return [series(refId, engine, [1, 2, 3, 4, 5, 6])];
        return expr.includes('count_over_time') ? [series(refId, { ...engine, _rl: numberOf(expr) }, [10])] : [];
      }),
    });
  },
};

/** The number in the bundle of the one answer that is given: how many scrapes there were. */
const numberOf = (bundle: string): string =>
  /count_over_time\(vllm:generation_tokens_total[^,]*, "_rl", "(\d+)"/.exec(bundle)?.[1] ?? '0';

const instance = (jsonData: RidgelineOptions = {}) =>
  ({
    uid: 'r',
    name: 'Ridgeline',
    type: 'ridgeline-vllm-datasource',
    url: '/api/datasources/proxy/uid/r',
    jsonData,
  }) as DataSourceInstanceSettings<RidgelineOptions>;

const request = (...targets: Partial<RidgelineQuery>[]) =>
  ({
    requestId: 'Q1',
    targets: targets.map((target, i) => ({ refId: String.fromCharCode(65 + i), kind: 'answer', ...target })),
    range: { from: dateTime(0), to: dateTime(3_600_000), raw: { from: 'now-1h', to: 'now' } },
    scopedVars: {},
    maxDataPoints: 100,
    timezone: 'utc',
  }) as unknown as DataQueryRequest<RidgelineQuery>;

beforeEach(() => {
  asked.length = 0;
  isSilent = false;
  unsubscribed = 0;
  setDataSourceSrv({ get: () => Promise.resolve(prometheus), getList: () => [prometheus] } as unknown as DataSourceSrv);
  setTemplateSrv({ replace: (text: string) => text.replaceAll('$model', 'lla.*') } as unknown as TemplateSrv);
  setBackendSrv({ fetch: () => NEVER } as unknown as BackendSrv);
});

describe('the data source', () => {
  it('has a default query, and leaves out what is hidden or no query of ours', () => {
    const datasource = new RidgelineDataSource(instance());
    expect(datasource.getDefaultQuery()).toEqual({ kind: 'answer' });
    expect(datasource.filterQuery({ refId: 'A', kind: 'answer', hide: true })).toBe(false);
    expect(datasource.filterQuery({ refId: 'A', kind: 'nonsense' as never })).toBe(false);
    expect(datasource.filterQuery({ refId: 'A' } as RidgelineQuery)).toBe(true);
  });

  it('answers nothing where nothing is asked', async () => {
    expect(await lastValueFrom(new RidgelineDataSource(instance()).query(request({ hide: true })))).toEqual({
      data: [],
    });
    expect(asked).toEqual([]);
  });

  it('finds the only Prometheus by itself, and the engine in it', async () => {
    const datasource = new RidgelineDataSource(instance());
    const { data, errors } = await lastValueFrom(datasource.query(request({ kind: 'fleet' })));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject([{ name: 'fleet', refId: 'A', length: 1 }]);
  });

  it('fills in the variables of the dashboard', async () => {
    await lastValueFrom(new RidgelineDataSource(instance()).query(request({ kind: 'fleet', model: '$model' })));
    expect(asked.some((expression) => expression.includes('model_name=~"lla.*"'))).toBe(true);
    const [query] = new RidgelineDataSource(instance()).interpolateVariablesInQueries(
      [{ refId: '$model', kind: 'fleet', model: '$model', objective: { ttft: '$model' } }],
      {},
    );
    expect(query).toMatchObject({ refId: '$model', model: 'lla.*', objective: { ttft: 'lla.*' } });
  });

  it('lets a target that fails leave the others alone', async () => {
    const { data, errors } = await lastValueFrom(
      new RidgelineDataSource(instance()).query(request({ kind: 'fleet' }, { kind: 'fleet', model: 'nobody' })),
    );
    expect(data).toHaveLength(1);
    expect(errors).toMatchObject([
      { refId: 'B', message: expect.stringMatching(/no series of vLLM that match/) as string },
    ]);
  });

  it('gives up what nobody waits for any more', async () => {
    isSilent = true;
    const subscription = new RidgelineDataSource(instance()).query(request({ kind: 'fleet' })).subscribe();
    await vi.waitFor(() => {
      expect(asked.length).toBeGreaterThan(0);
    });
    subscription.unsubscribe();
    await vi.waitFor(() => {
      expect(unsubscribed).toBe(1);
    });
  });

  it('says which setting is wrong', async () => {
    const datasource = new RidgelineDataSource(instance({ settings: { objectives: [{ ttftSeconds: -1 }] } }));
    const { errors } = await lastValueFrom(datasource.query(request({})));
    expect(errors?.[0]?.message).toMatch(/not valid: objectives\[0\]\.ttftSeconds/);
  });

  it('says what to do without a Prometheus, and tries again when there is one', async () => {
    const datasource = new RidgelineDataSource(instance());
    setDataSourceSrv({ getList: () => [] } as unknown as DataSourceSrv);
    expect(await datasource.testDatasource()).toMatchObject({
      status: 'error',
      message: expect.stringMatching(/no Prometheus data source/) as string,
    });
    setDataSourceSrv({
      get: () => Promise.resolve(prometheus),
      getList: () => [prometheus],
    } as unknown as DataSourceSrv);
    expect(await datasource.testDatasource()).toMatchObject({ status: 'success' });
  });

  it('asks to choose among several, and names one that is gone', async () => {
    setDataSourceSrv({
      getList: () => [prometheus, prometheus],
      get: () => Promise.reject(new Error('no')),
    } as unknown as DataSourceSrv);
    expect((await new RidgelineDataSource(instance()).testDatasource()).message).toMatch(
      /2 data sources that speak PromQL: choose one/,
    );
    expect((await new RidgelineDataSource(instance({ prometheusUid: 'gone' })).testDatasource()).message).toMatch(
      /uid "gone" is not there/,
    );
  });

  it('tells in its test what it found, and what that costs', async () => {
    const { message } = await new RidgelineDataSource(instance()).testDatasource();
    expect(message).toMatch(
      /^1 engine of 1 model; .*scraped every 1 s; not exposed, .*no objectives declared.*no hardware declared/,
    );
  });

  it('lists what can be chosen', async () => {
    const datasource = new RidgelineDataSource(instance());
    expect(await datasource.labelValues('models')).toEqual(['llama']);
    expect(await datasource.labelValues('targets')).toEqual(['gpu-1:8000']);
    expect(await datasource.labelValues('accelerators')).toContain('h100-sxm');
  });

  it('asks events of annotations, restarts and configuration unless told otherwise', () => {
    const { annotations } = new RidgelineDataSource(instance());
    expect(annotations?.prepareQuery?.({ target: { refId: 'X' } } as never)).toMatchObject({
      kind: 'events',
      events: ['restarts', 'configuration'],
    });
  });
});
