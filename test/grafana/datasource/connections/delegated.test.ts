// @vitest-environment node
import {
  createDataFrame,
  FieldType,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
} from '@grafana/data';
import { NEVER, of, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { delegated } from '../../../../src/grafana/datasource/connections/delegated.ts';
import type { Answer } from '../../../../src/sources/prometheus-api/index.ts';

interface Request extends Omit<DataQueryRequest, 'targets'> {
  readonly targets: readonly { readonly expr: string }[];
}

function dataSource(answer: (request: Request) => Promise<DataQueryResponse> | Observable<DataQueryResponse>) {
  const requests: Request[] = [];
  const api = {
    name: 'Prometheus',
    uid: 'prom',
    getRef: () => ({ uid: 'prom', type: 'prometheus' }),
    query: (request: DataQueryRequest) => {
      const own = request as unknown as Request;
      requests.push(own);
      return answer(own);
    },
  };
  return { requests, promQl: delegated(api as unknown as DataSourceApi) };
}

const frame = (refId: string, values: number[], labels = {}, times = values.map((_, i) => 1e6 + i * 5000)) =>
  createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      { name: 'Value', type: FieldType.number, values, labels },
    ],
  });

const INSTANT = { firstSeconds: 1000, stepSeconds: 60, count: 1 };
const RANGE = { firstSeconds: 1000, stepSeconds: 5, count: 3 };

async function asked(promQl: ReturnType<typeof delegated>, expressions: string[], instants = RANGE): Promise<Answer[]> {
  const answers: Answer[] = [];
  await promQl.queryAll({ expressions, instants }, (answer, number) => (answers[number] = answer));
  return answers;
}

describe('PromQL through a data source of somebody else', () => {
  it('travels in one request, and each answer finds its question', async () => {
    const { requests, promQl } = dataSource(() =>
      of({ data: [frame('R1', [3], { job: 'b' }), frame('R0', [1, 2, 3], { job: 'a' })] }),
    );
    expect(await asked(promQl, ['up', 'down'])).toEqual([
      { data: [{ labels: { job: 'a' }, times: [1000, 1005, 1010], values: [1, 2, 3] }], warnings: [] },
      { data: [{ labels: { job: 'b' }, times: [1000], values: [3] }], warnings: [] },
    ]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.targets.map(({ expr }) => expr)).toEqual(['up', 'down']);
    expect(requests[0]).toMatchObject({
      intervalMs: 5000,
      interval: '5s',
      targets: [{ range: true, instant: false }, {}],
    });
    expect(requests[0]?.range.from.valueOf()).toBe(1_000_000);
    expect(requests[0]?.range.to.valueOf()).toBe(1_010_000);
  });

  it('asks for an instant at exactly that instant, and takes promises, too', async () => {
    const { requests, promQl } = dataSource(() => Promise.resolve({ data: [frame('R0', [1])] }));
    await asked(promQl, ['up'], INSTANT);
    expect(requests[0]?.range.to.valueOf()).toBe(1_000_000);
    expect(requests[0]).toMatchObject({ targets: [{ range: false, instant: true }] });
  });

  it('never has two requests of the same id, or Grafana would cancel the first', async () => {
    const { requests, promQl } = dataSource(() => of({ data: [] }));
    await Promise.all([asked(promQl, ['up']), asked(promQl, ['up'])]);
    expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(2);
  });

  it('lets no value of a label become a variable of the dashboard', async () => {
    const { requests, promQl } = dataSource(() => of({ data: [] }));
    await asked(promQl, ['up{job="$job ${job} [[job]]"}']);
    // As PromQL reads it, that is the same text.
    expect(requests[0]?.targets[0]?.expr).toBe(String.raw`up{job="\x24job \x24{job} \x5b\x5bjob]]"}`);
  });

  it('hands on what the server warns of', async () => {
    const warned = {
      ...frame('R0', [1]),
      meta: { notices: [{ severity: 'warning' as const, text: 'a store is down' }] },
    };
    const { promQl } = dataSource(() => of({ data: [warned] }));
    expect((await asked(promQl, ['up']))[0]?.warnings).toEqual(['a store is down']);
  });

  it.each([
    [{ status: 403, statusText: 'Forbidden' }, 'unauthorised', /may not query it: ask an administrator/],
    [
      { status: 400, message: 'query processing would load too many samples' },
      'rejected-query',
      /too many samples.*shorter time range/,
    ],
    [
      { status: 502, message: 'dial tcp 10.0.0.1:9090: connection refused' },
      'unreachable',
      /Is the Prometheus running/,
    ],
    [
      { status: 404, message: 'data source not found' },
      'not-an-api',
      /which data source the settings of Ridgeline name/,
    ],
    [{ status: 500 }, 'bad-status', /status 500/],
    [{}, 'bad-status', /failed without a word/],
  ])('says what an answer of %o means, and what to do', async (error, code, message) => {
    const { promQl } = dataSource(() => of({ data: [], errors: [error] }));
    const failure = asked(promQl, ['up']);
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(message);
  });

  it('gives up when nobody waits any more', async () => {
    const { promQl } = dataSource(() => NEVER);
    const abort = new AbortController();
    const asking = promQl.queryAll({ expressions: ['up'], instants: RANGE, signal: abort.signal }, () => undefined);
    abort.abort(new Error('gone'));
    await expect(asking).rejects.toThrow('gone');
  });
});
