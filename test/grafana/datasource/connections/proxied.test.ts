// @vitest-environment node
import type { BackendSrv } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import { expect, it } from 'vitest';
import { proxied } from '../../../../src/grafana/datasource/connections/proxied.ts';

const INSTANTS = { firstSeconds: 1000, stepSeconds: 60, count: 1 };
const ANSWER =
  '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"job":"a"},"value":[1000,"2"]}]}}';

function backend(answers: readonly (string | { readonly status: number; readonly data: unknown })[]) {
  const asked: { url: string; method?: string; data?: unknown; requestId?: string }[] = [];
  const fetch = (request: (typeof asked)[number]) => {
    const answer = answers[asked.push(request) - 1] ?? ANSWER;
    return typeof answer === 'string'
      ? of({ status: 200, data: answer, headers: new Headers({ 'Content-Type': 'application/json' }) })
      : throwError(() => answer);
  };
  return { asked, promQl: proxied({ fetch } as unknown as BackendSrv, '/proxy/uid/r', 'The Prometheus') };
}

it('posts to Grafana’s proxy, each request under an id of its own', async () => {
  const { asked, promQl } = backend([]);
  const answers: unknown[] = [];
  await promQl.queryAll({ expressions: ['up', 'down'], instants: INSTANTS }, ({ data }) =>
    answers.push(data[0]?.values),
  );
  expect(answers).toEqual([[2], [2]]);
  expect(asked.map(({ url, method }) => `${method ?? ''} ${url}`)).toEqual(
    new Array(2).fill('POST /proxy/uid/r/api/v1/query'),
  );
  expect(String(asked[0]?.data)).toContain('query=up');
  expect(new Set(asked.map(({ requestId }) => requestId)).size).toBe(2);
});

it('tries again when the server is busy for a moment', async () => {
  const { asked, promQl } = backend([{ status: 503, data: 'busy' }]);
  await promQl.queryAll({ expressions: ['up'], instants: INSTANTS }, () => undefined);
  expect(asked).toHaveLength(2);
});

it('says what was refused, and why', async () => {
  const { promQl } = backend([{ status: 422, data: { status: 'error', error: 'too many samples' } }]);
  await expect(promQl.queryAll({ expressions: ['up'], instants: INSTANTS }, () => undefined)).rejects.toThrow(
    /The Prometheus .*too many samples/,
  );
});

it('asks nothing for nobody', async () => {
  const { asked, promQl } = backend([]);
  const abort = new AbortController();
  abort.abort(new Error('gone'));
  const { signal } = abort;
  await expect(promQl.queryAll({ expressions: ['up'], instants: INSTANTS, signal }, () => undefined)).rejects.toThrow(
    'gone',
  );
  expect(asked).toEqual([]);
});
