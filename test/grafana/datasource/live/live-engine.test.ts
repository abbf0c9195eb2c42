// @vitest-environment node
import { lastValueFrom, take, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { framesOfLive, liveEngine, settingsOf, type Live } from '../../../../src/grafana/datasource/core.ts';
import { enginesOnPage, testPage } from '../../../../src/grafana/datasource/live/engines-on-page.ts';
import type { QueryContext } from '../../../../src/grafana/datasource/reading/ask-query.ts';
import type { EventKind } from '../../../../src/grafana/query/index.ts';
import { analysesOf, scrapesOf, windowsOf } from '../../../contracts/scrapes.ts';

const scrapes = scrapesOf('b_overload').slice(20, 60);
const bodies = scrapes.map(({ body }) => body);
const context: QueryContext = {
  fromSeconds: 0,
  toSeconds: 1e6,
  maxDataPoints: 100,
  filters: [],
  formatTime: String,
  source: 'test',
  settings: settingsOf({}),
};

function nth(seen: readonly (Live | undefined)[], index: number): Live {
  const live = seen.at(index);
  if (!live) throw new Error('nothing was seen');
  return live;
}

describe('the page of one engine, while somebody looks', () => {
  let fetched = 0;
  const open = (pages: readonly (string | Error)[]) =>
    liveEngine({
      target: 'http://engine:8000',
      everySeconds: 1,
      nowSeconds: () => Date.now() / 1e3,
      fetchPage: () => {
        const page = pages[fetched++ % pages.length] ?? '';
        return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
      },
    });
  const after = async (seconds: number, pages: readonly (string | Error)[]): Promise<Live[]> => {
    const seen = lastValueFrom(open(pages).pipe(take(seconds + 1), toArray()));
    await vi.advanceTimersByTimeAsync((seconds + 1) * 1e3);
    return seen;
  };

  beforeEach(() => {
    fetched = 0;
    vi.useFakeTimers({ now: 1000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says that it warms up before the second page', async () => {
    const first = nth(await after(0, bodies), 0);
    const [frame] = framesOfLive(first, { refId: 'A', kind: 'measures', measures: ['arrivalsPerSecond'] }, context);
    expect(frame?.meta?.notices?.[0]?.text).toMatch(/^Warming up/);
    expect(frame?.length).toBe(0);
  });

  it('measures what the same pages measure in a recording', async () => {
    const live = nth(await after(39, bodies), -1);
    const [frame] = framesOfLive(live, { refId: 'A', kind: 'fleet' }, context);
    // One a second, as they are fetched here.
    const asFetched = scrapes.map((scrape, i) => ({ ...scrape, t: 1 + i, dur: 0, target: 'http://engine:8000' }));
    const [analysis] = analysesOf(windowsOf(asFetched));
    for (const id of ['requestsRunning', 'arrivalsPerSecond', 'ttftSeconds'] as const) {
      const expected = analysis?.measures[id];
      expect(frame?.fields.find(({ name }) => name === id)?.values[0]).toBeCloseTo(
        expected?.known ? expected.value : Number.NaN,
        6,
      );
    }
    expect(live.steps.length).toBe(39);
  });

  it('judges no step by step, and says so to those who ask for findings as events', async () => {
    const live = nth(await after(3, bodies), -1);
    const texts = (...events: EventKind[]) =>
      framesOfLive(live, { refId: 'A', kind: 'events', events }, context)[0]?.meta?.notices?.map(({ text }) => text) ??
      [];
    expect(texts('restarts', 'findings')).toEqual([expect.stringMatching(/only where a Prometheus is read/)]);
    expect(texts('restarts')).toEqual([]);
  });

  it('goes on after a page that failed, and says why', async () => {
    const seen = await after(3, [bodies[0] ?? '', bodies[1] ?? '', new Error('status 502'), bodies[3] ?? '']);
    expect(seen.map(({ failure }) => failure)).toEqual([undefined, undefined, 'status 502', undefined]);
    const [frame] = framesOfLive(nth(seen, 2), { refId: 'A', kind: 'occupancy' }, context);
    expect(frame?.meta?.notices?.map(({ text }) => text)).toContain('status 502');
    const [never] = framesOfLive(
      nth(await after(0, [new Error('status 401')]), 0),
      { refId: 'A', kind: 'fleet' },
      context,
    );
    expect(never?.meta?.notices).toEqual([{ severity: 'error', text: 'status 401' }]);
  });

  it('stops when nobody looks any more, and is fetched once for all who do', async () => {
    const live = open(bodies);
    const subscriptions = [live.subscribe(), live.subscribe()];
    await vi.advanceTimersByTimeAsync(2500);
    expect(fetched).toBe(3);
    for (const subscription of subscriptions) subscription.unsubscribe();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fetched).toBe(3);
  });

  it('shows only the models that are asked for', async () => {
    const live = nth(await after(2, bodies), -1);
    const [frame] = framesOfLive(live, { refId: 'A', kind: 'fleet', model: 'another' }, context);
    expect(frame?.length).toBe(0);
  });
});

describe('the test of a page', () => {
  it('names its engines', async () => {
    expect(enginesOnPage(bodies[0] ?? '', 0)).toMatchObject([{ engine: '0', model: 'tiny' }]);
    expect(await testPage(() => Promise.resolve(bodies[0] ?? ''), 0)).toMatchObject({ status: 'success' });
  });

  it('says what came instead', async () => {
    const { status, message } = await testPage(() => Promise.resolve('<html>login</html>'), 0);
    expect(status).toBe('error');
    expect(message).toMatch(/an HTML or XML page came back/);
  });
});
