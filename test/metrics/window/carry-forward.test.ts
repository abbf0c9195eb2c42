import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import { carryForward } from '../../../src/metrics/window/carry-forward.ts';
import { histogramOf, increaseOf, type Snapshot } from '../../../src/metrics/window/index.ts';
import { readingsOf, type Reading } from '../../../src/metrics/window/reading.ts';
import { ENGINE, foldOf, pageOf, snapshotsOf, vllm, windowOf } from '../../build-page.ts';

const TOKENS = vllm('generation_tokens_total');
const OTHER = vllm('prompt_tokens_total');

describe('a number missing from one page', () => {
  it('comes back with what it has grown since, not with its lifetime', () => {
    const window = windowOf({ series: { [TOKENS]: '1000 1010 _ _ 1040', [OTHER]: '1 2 3 4 5' } });
    expect(increaseOf(window, 'generationTokens')).toBe(40);
    expect(window).toMatchObject({ quality: { restarts: 0 }, annotations: [] });
  });

  it('comes back lower: the engine restarted meanwhile', () => {
    const window = windowOf({ series: { [TOKENS]: '1000 1010 _ 7', [OTHER]: '1 2 3 4' } });
    expect(window.quality.restarts).toBe(1);
    expect(increaseOf(window, 'generationTokens')).toBe(10 + 7);
  });

  it('is not carried over a restart', () => {
    // The restart shows in the other counter; afterwards 1040 is what the new process has counted.
    const window = windowOf({ series: { [TOKENS]: '1000 1010 _ 1040', [OTHER]: '5 6 1 2' } });
    expect(window.quality.restarts).toBe(1);
    expect(increaseOf(window, 'generationTokens')).toBe(10 + 1040);
    expect(increaseOf(window, 'promptTokens')).toBe(1 + 1 + 1);
  });

  it('of a histogram leaves its other numbers exact', () => {
    const name = 'e2e_request_latency_seconds';
    const window = windowOf({
      series: { [vllm(`${name}_sum`)]: '1 _ 9', [vllm(`${name}_count`)]: '2 3 7', [OTHER]: '1 2 3' },
    });
    expect(histogramOf(window, 'e2eSeconds')).toMatchObject({ count: 5, sum: 8 });
  });
});

describe('the numbers that are carried', () => {
  /** The readings of the only engine, page by page. */
  const readingsOfRun = (series: Record<string, string>): Reading[] =>
    snapshotsOf({ series }).flatMap((snapshot) =>
      'page' in snapshot ? readingsOf(snapshot.target, snapshot.atSeconds, snapshot.page) : [],
    );
  const carried = (series: Record<string, string>): Reading[] => {
    const readings: Reading[] = [];
    for (const page of readingsOfRun(series)) {
      const last = readings.at(-1);
      readings.push(last ? carryForward(last, page) : page);
    }
    return readings;
  };

  it('keep the schema object while pages lack lines, so that nothing is worked out again', () => {
    const [whole, ...others] = carried({ [TOKENS]: '5 _ _', [OTHER]: '1 2 _', [vllm('num_requests_running')]: '0x2' });
    for (const { schema } of others) expect(schema).toBe(whole?.schema);
    expect(others.map(({ cumulative }) => [...cumulative])).toEqual([
      [5, 2],
      [5, 2],
    ]);
  });

  it('and are read where the page has them once the lines come back', () => {
    const [, , back] = carried({ [TOKENS]: '5 _ 9', [OTHER]: '1 2 3' });
    expect(back && [...back.cumulative]).toEqual([9, 3]);
    expect(back?.schema.entries).toHaveLength(2);
  });

  it('leave the page as it is when it lacks nothing', () => {
    const [first, second] = readingsOfRun({ [TOKENS]: '5 6', [OTHER]: '_ 2' });
    expect(first && second && carryForward(first, second)).toBe(second);
  });

  it('stand beside new ones', () => {
    const [, later] = carried({ [TOKENS]: '5 _', [OTHER]: '_ 2' });
    expect(later?.schema.entries.map(({ meaning }) => meaning)).toEqual(['promptTokens', 'generationTokens']);
    expect(later && [...later.cumulative]).toEqual([2, 5]);
  });

  const bucket = (le: string): string =>
    vllm('e2e_request_latency_seconds_bucket', `${ENGINE.slice(0, -1)},le="${le}"}`);
  const edgesOf = (reading: Reading | undefined) => reading?.schema.histograms.get('e2eSeconds')?.edges;

  it('include a bucket edge that a page lacks', () => {
    const [, later] = carried({ [bucket('1')]: '1 2', [bucket('2')]: '4 _', [bucket('+Inf')]: '5 6' });
    expect(edgesOf(later)).toEqual([1, 2, Infinity]);
    expect(later && [...later.cumulative]).toEqual([2, 4, 6]);
  });

  it('but no old edge of a histogram that has new ones', () => {
    const [, later] = carried({
      [bucket('1')]: '1 2',
      [bucket('2')]: '4 _',
      [bucket('3')]: '_ 5',
      [bucket('+Inf')]: '5 6',
    });
    expect(edgesOf(later)).toEqual([1, 3, Infinity]);
  });
});

it('an edge missing from one page costs nothing once that page has slid out of the window', () => {
  const name = 'e2e_request_latency_seconds';
  const bucket = (le: string): string => vllm(`${name}_bucket`, `${ENGINE.slice(0, -1)},le="${le}"}`);
  const [window] = foldOf(
    snapshotsOf({
      series: {
        [bucket('1')]: '0+1x9',
        [bucket('2')]: '0 2 _ 6+2x6',
        [bucket('+Inf')]: '0+3x9',
        [vllm(`${name}_sum`)]: '0+4x9',
        [vllm(`${name}_count`)]: '0+3x9',
      },
    }),
    5,
  );
  expect(window && histogramOf(window, 'e2eSeconds')).toEqual({
    count: 15,
    sum: 20,
    edges: [1, 2, Infinity],
    cumulative: [5, 10, 15],
  });
});

it('a page cut off in a number that still reads as one: the number is carried, not taken for a restart', () => {
  const page = (tokens: number) => pageOf({ [OTHER]: 1, [TOKENS]: tokens });
  const texts = [page(1_000_001), page(1_000_002).slice(0, -4), page(1_000_003)];
  const [window] = foldOf(
    texts.map((text, atSeconds) => ({ target: 't', atSeconds, scrapeSeconds: 0, page: parseExposition(text) })),
  );
  expect(window && increaseOf(window, 'generationTokens')).toBe(2);
  expect(window?.quality.restarts).toBe(0);
});

describe('a first page that is damaged may have lost a number', () => {
  const snapshot = (atSeconds: number, tokens: number, damaged: boolean): Snapshot => {
    const text = pageOf({ [OTHER]: atSeconds, [TOKENS]: tokens });
    const page = parseExposition(damaged ? text.slice(0, -2) : text);
    return { target: 't', atSeconds, scrapeSeconds: 0, page };
  };

  it('so what appears on the next is not counted from zero', () => {
    const [window] = foldOf([snapshot(1, 1000, true), snapshot(2, 1010, false), snapshot(3, 1030, false)]);
    expect(window && increaseOf(window, 'generationTokens')).toBe(20);
    expect(window?.annotations.map(({ id }) => id)).toEqual(['truncated-page']);
  });

  it('while on a page that is whole a number that was not there is new', () => {
    const series = { [`vllm:request_success_total${ENGINE}`]: '_ 3', [OTHER]: '1 2' };
    expect(increaseOf(windowOf({ series }), 'requestsFinished')).toBe(3);
  });
});
