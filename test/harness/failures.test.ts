import { beforeAll, beforeEach, expect, it } from 'vitest';
import { inEachGrafana } from './each-version.ts';
import { DATA_SOURCES, type OpenPage } from './open-harness.ts';
import type { DataSourceDeclaration, PlainAnswer, PlainRange } from './page/page-api.ts';
import { rangeOf } from './recorded-prometheus.ts';

const [PROMETHEUS, OWN] = DATA_SOURCES as [DataSourceDeclaration, DataSourceDeclaration];

/** A sentence that says what to do: no code, no stack, no JSON. */
const A_SENTENCE = /^[A-Z][^{}]{20,}\.$/s;

inEachGrafana('what goes wrong is said in a sentence', ['b_overload'], (harness) => {
  let open: OpenPage;
  let range: PlainRange;

  beforeAll(async () => {
    open = await harness().open();
    range = rangeOf(harness().prometheus, 'b_overload');
  });
  beforeEach(() => {
    harness().server.failWith();
  });

  const ask = (dataSources: readonly DataSourceDeclaration[], asked: PlainRange = range): Promise<PlainAnswer> =>
    open.page.evaluate(
      async ([all, over]) => {
        window.harness.setDataSources(all);
        return window.harness.runQuery({ range: over, targets: [{ refId: 'A', kind: 'answer' }] });
      },
      [dataSources, asked] as const,
    );

  it.each([
    [
      'a Prometheus that is down',
      { status: 500, error: 'Post "http://x/api/v1/query": dial tcp: connect: connection refused' },
      /running/,
    ],
    ['no permission', { status: 403, error: 'Access denied' }, /may not/],
    [
      'a query that is refused',
      { status: 422, error: 'query processing would load too many samples' },
      /shorter|fewer/,
    ],
  ])('%s', async (_, result, advice) => {
    const { status, error } = result;
    const results = { R0: result, R1: result, A: result };
    harness().server.failWith({ status, body: { message: error, results } });
    const { errors, state } = await ask(DATA_SOURCES);
    expect(state).toBe('Error');
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(A_SENTENCE)]);
    expect(errors[0]?.message).toMatch(advice);
  });

  it('a uid that is not there', async () => {
    const { errors } = await ask([PROMETHEUS, { ...OWN, jsonData: { prometheusUid: 'gone' } }]);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(A_SENTENCE)]);
    expect(errors[0]?.message).toContain('gone');
  });

  it('no Prometheus at all, and several to choose from', async () => {
    const none = await ask([OWN]);
    const several = await ask([PROMETHEUS, { ...PROMETHEUS, uid: 'other' }, OWN]);
    for (const { errors } of [none, several]) {
      expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(A_SENTENCE)]);
    }
  });

  it('a time without engines', async () => {
    const { errors, frames } = await ask(DATA_SOURCES, { from: range.from - 864e5, to: range.to - 864e5 });
    const notices = frames.flatMap(({ meta }) => (meta['notices'] ?? []) as { text: string }[]).map(({ text }) => text);
    const said = [...errors.map(({ message }) => message), ...notices];
    expect(said).toEqual([expect.stringMatching(A_SENTENCE)]);
  });
});
