import { beforeAll, expect, it } from 'vitest';
import { QUERY_KINDS, type QueryKind } from '../../src/grafana/query/index.ts';
import { inEachGrafana } from './each-version.ts';
import type { OpenPage } from './open-harness.ts';
import type { PlainAnswer, PlainFrame, PlainQuery } from './page/page-api.ts';
import { rangeOf } from './recorded-prometheus.ts';

const KINDS = Object.keys(QUERY_KINDS) as QueryKind[];

/** What a kind cannot do without, and the recording in which there is something to see. */
const QUERIES: Readonly<Partial<Record<QueryKind, object>>> = {
  measures: { measures: ['generationTokensPerSecond', 'kvCacheUsageRatio'] },
};
const RECORDINGS: Readonly<Partial<Record<QueryKind, string>>> = { events: 'g_restart' };

/** A panel asks for no more than a handful, whatever it shows. */
const MOST_REQUESTS = 8;

const known = ({ fields }: PlainFrame): unknown[] =>
  fields.filter(({ type }) => type !== 'time').flatMap(({ values }) => values.filter((value) => value !== null));

inEachGrafana('queries', ['b_overload', 'g_restart'], (harness) => {
  let open: OpenPage;

  beforeAll(async () => {
    open = await harness().open();
  });

  const run = (targets: readonly PlainQuery[], recording = 'b_overload'): Promise<PlainAnswer> =>
    open.page.evaluate((ask) => window.harness.runQuery(ask), {
      range: rangeOf(harness().prometheus, recording),
      targets,
    });

  it.each(KINDS)('%s answers on a recording', async (kind) => {
    harness().server.traffic.clear();
    const { errors, frames, state } = await run([{ refId: 'A', kind, ...QUERIES[kind] }], RECORDINGS[kind]);
    expect({ errors, state }).toEqual({ errors: [], state: 'Done' });
    expect(frames.flatMap(known).length).toBeGreaterThan(0);
    expect(frames.every(({ refId }) => refId === 'A')).toBe(true);
    expect(frames[0]?.meta['executedQueryString']).toContain('vllm:');
    expect(harness().server.traffic.requests).toBeLessThanOrEqual(MOST_REQUESTS);
  });

  it('give every number a unit', async () => {
    const { frames } = await run(KINDS.map((kind, i) => ({ refId: `A${i}`, kind, ...QUERIES[kind] })));
    const numbers = frames.flatMap(({ fields }) => fields.filter(({ type }) => type === 'number'));
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.filter(({ unit }) => unit === undefined || unit === '')).toEqual([]);
  });

  it('leave the others alone when one fails', async () => {
    const { errors, frames, state } = await run([
      { refId: 'A', kind: 'fleet' },
      { refId: 'B', kind: 'fleet', match: 'no matcher at all' },
    ]);
    expect(state).toBe('Error');
    expect(errors.map(({ refId }) => refId)).toEqual(['B']);
    expect(frames.map(({ refId }) => refId)).toEqual(['A']);
  });

  it('take the variables of a dashboard, several values too', async () => {
    await open.page.evaluate(() => {
      window.harness.setVariables({ target: ['b_overload', 'g_restart'], none: 'nobody' });
    });
    const found = await run([{ refId: 'A', kind: 'fleet', target: '$target' }]);
    const others = await run([{ refId: 'A', kind: 'fleet', target: '${none}' }]);
    const targets = ({ frames }: PlainAnswer) =>
      frames[0]?.fields.find(({ name }) => name === 'instance')?.values ?? [];
    expect(targets(found)).toEqual(['b_overload']);
    expect(targets(others)).toEqual([]);
  });

  it('say nothing on the console', () => {
    expect(open.complaints).toEqual([]);
  });
});
