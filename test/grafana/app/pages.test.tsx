import { LoadingState } from '@grafana/data';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { map, Observable, of } from 'rxjs';
import { likeGrafana } from '../datasource/editors/editing.tsx';
import { haveSources, recordedSource, silentSource, type Fake } from './recorded-source.ts';
import { accessibilityProblems, address, cellsOf, show } from './show.tsx';

const overload = recordedSource(['b_overload']);
const fleet = recordedSource(['a_steady', 'b_overload', 'f_preempt']);

likeGrafana();

const open = (source: Fake, path: string): ReturnType<typeof show> => {
  haveSources(source);
  return show(path);
};

describe('the Overview', () => {
  it('lists engines worst first, what limits each in words, and folds away those that are fine', async () => {
    open(fleet, 'overview');
    const table = await screen.findByRole('table', { name: /to look at$/ });
    const [head, worst, second] = cellsOf(table);
    expect(head?.slice(0, 4)).toEqual(['Engine', 'State', 'What limits it', 'A request arriving now']);
    expect(worst?.[0]).toBe('b_overload');
    expect(worst?.[1]).toBe('Full');
    expect(worst?.[2]).toMatch(
      /^sequence-cap, confidence \w+1 critical(, \d warnings?)?16 of 16 slots are taken.*16 of 16 running while up to 332 wait/,
    );
    expect(worst?.[3]).toMatch(/^would wait ~[\d.]+ s \(/);
    expect(worst?.[4]).toMatch(/^[\d.]+ % to [\d.]+ %$/);
    expect(second?.[0]).toBe('f_preempt');
    expect(screen.getByText('1 engine is fine')).toBeTruthy();
    expect(screen.getByRole('table', { name: /that are fine$/ }).textContent).toContain('a_steady');
  });

  it('says every limit in words, and which one binds', async () => {
    open(fleet, 'overview');
    const [columns] = await screen.findAllByRole('img', { name: /which limits/ });
    expect(columns?.getAttribute('aria-label')).toMatch(
      /^sequence slots 9\d %, which limits; KV cache 1\.\d %; step tokens/,
    );
  });

  it('adds up rates and requests of all engines', async () => {
    open(fleet, 'overview');
    const total = (await screen.findByText('Requests finished')).parentElement?.textContent ?? '';
    expect(total).toMatch(/^Requests finished[\d.]+\/s$/);
  });

  it('leads to the page of the engine with its target, rank and model', async () => {
    open(fleet, 'overview?from=1&to=2000000000000&ds=own');
    await userEvent.click(await screen.findByRole('link', { name: 'b_overload' }));
    await waitFor(() => {
      expect(address()).toMatch(
        /^\/a\/ridgeline-vllm-app\/engine\?from=1&to=2000000000000&ds=own&target=b_overload&engine=0&model=/,
      );
    });
  });

  it('asks everything at once, and again when told to', async () => {
    const source = recordedSource(['a_steady']);
    open(source, 'overview');
    await screen.findByRole('heading', { name: 'All engines together' });
    // Verdicts are asked beside, when it is known of how many engines.
    expect(source.query).toHaveBeenCalledTimes(2);
    expect(source.query.mock.calls[1]?.[0]).toMatchObject({ targets: [{ kind: 'verdict' }] });
    expect(source.query.mock.calls[0]?.[0]).toMatchObject({
      maxDataPoints: 60,
      targets: [{ kind: 'fleet' }, { kind: 'answer' }, { kind: 'limits' }, { kind: 'measures' }, { combine: 'total' }],
    });
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => {
      expect(source.query).toHaveBeenCalledTimes(4);
    });
  });

  it('shows what is full where nobody can be judged, and says why', async () => {
    open(recordedSource(['b_overload'], { failures: { verdict: 'too many samples' } }), 'overview');
    expect((await screen.findByRole('alert')).textContent).toContain('too many samples');
    const [, row] = cellsOf(screen.getByRole('table', { name: /to look at$/ }));
    expect(row?.[2]).toMatch(/^sequence slots/);
  });

  it('asks for nothing that nobody promised', async () => {
    const source = recordedSource(['a_steady'], { declared: {} });
    haveSources(source, { declared: {} });
    show('overview');
    await screen.findByRole('heading', { name: 'All engines together' });
    expect(JSON.stringify(source.query.mock.calls)).not.toContain('goodputRatio');
  });

  it('gives up what it asked when one leaves', async () => {
    const gone = vi.fn();
    const source = { ...overload, query: vi.fn(() => new Observable(() => gone)) } as unknown as Fake;
    const { unmount } = open(source, 'overview');
    await waitFor(() => {
      expect(source.query).toHaveBeenCalled();
    });
    unmount();
    expect(gone).toHaveBeenCalledTimes(1);
  });
});

/** The overloaded engine, of which queries of this kind get these frames. */
function answeringInstead(instead: string, frames: readonly object[]): Fake {
  const source = recordedSource(['b_overload']);
  const answer = source.query.getMockImplementation();
  source.query.mockImplementation(
    (request) =>
      answer?.({ ...request, targets: request.targets.filter(({ kind }) => kind !== instead) }).pipe(
        map((response) => {
          const { data } = response as { data: object[] };
          return { ...(response as object), data: [...data, ...frames] };
        }),
      ) ?? of(),
  );
  return source;
}

describe('the page of an engine', () => {
  const path = 'engine?target=b_overload&engine=0&model=.*&from=1699999990000&to=1700000160000';

  it('answers in the order of the questions', async () => {
    open(overload, path);
    await screen.findByRole('heading', { name: 'What limits it' });
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(({ textContent }) => textContent)
        .slice(1),
    ).toEqual([
      'What to change',
      'Since when, and what changed',
      'What limits it',
      'The wait of a request arriving now',
      'Where the time goes',
      'How busy',
      'How close to the hardware',
      'Are users served as promised',
      'How sure is this',
    ]);
    expect(screen.getByText(/^[\d.]+\/s arrive, .*Full: sequence slots, 16 of 16 running/)).toBeTruthy();
    expect(screen.getByText(/^Worst moment in this time range: .*~\d+ s for a new request\.$/)).toBeTruthy();
  });

  it('says what to change, and how sure that is', async () => {
    open(overload, path);
    const [head, first] = cellsOf(await screen.findByRole('table', { name: 'What to change' }));
    expect(head).toEqual(['Finding', 'Severity', 'What', 'What to do', 'Confidence']);
    expect(first?.slice(0, 2)).toEqual(['sequence-cap', 'critical']);
    expect(first?.[2]).toMatch(/^16 of 16 slots are taken while \d+ requests wait/);
    expect(first?.[3]).toMatch(/^raise --max-num-seqs/);
    expect(screen.getByText(/^\d+ of \d+ rules cannot tell \(/)).toBeTruthy();
  });

  it('says what binds it, how sure that is and since when', async () => {
    open(overload, path);
    expect(
      await screen.findByText(/^Bound by sequence-cap, confidence \w+, since .*: 16 of 16 slots are taken while/),
    ).toBeTruthy();
  });

  it('says when each finding began and ended, and with what', async () => {
    open(overload, path);
    const [head, ...rows] = cellsOf(await screen.findByRole('table', { name: 'Since when, and what changed' }));
    expect(head).toEqual(['Finding', 'From, to', 'It began with', 'At its worst']);
    const row = rows.find(([id]) => id === 'sequence-cap');
    expect(row?.[1]).toMatch(/^(before this time range|\d\d-\d\d .*) to (its end|\d\d-\d\d .*)$/);
    expect(row?.[2]).toMatch(/→|^not known|^no change/);
    expect(row?.[3]).toMatch(/slots are taken/);
  });

  it.each([
    ['nothing fired', 'Nothing fired in any part of this time range.', [{ refId: 'episodes', fields: [], length: 0 }]],
    [
      'a live page has no past',
      'Not judged.',
      [{ refId: 'episodes', fields: [], length: 0, meta: { notices: [{ severity: 'info', text: 'Not judged.' }] } }],
    ],
    ['it could not be read', 'It was not judged.', []],
  ])('says in place of when that %s', async (_, words, episodes) => {
    open(answeringInstead('events', episodes), path);
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByRole('table', { name: 'Since when, and what changed' })).toBeNull();
  });

  it('opens the evidence of a finding, what speaks against it, what to do in full, and the page of the rule', async () => {
    open(overload, path);
    await userEvent.click(await screen.findByText('Evidence, doubts and what to do about sequence-cap'));
    const [head, ...evidence] = cellsOf(screen.getByRole('table', { name: 'Evidence of sequence-cap' }));
    expect(head).toEqual(['Evidence', 'Value', 'Fires at', 'From']);
    expect(evidence.flatMap((cells) => cells[3])).toContainEqual(expect.stringContaining('vllm:num_requests_running'));
    expect(screen.getAllByText(/: (so it is|not so|nobody can tell)$/).length).toBeGreaterThan(0);
    expect(screen.getAllByText(/Side effect: .* Back: .* It was wrong if: /).length).toBeGreaterThan(0);
    // Its page is read when somebody wants it.
    expect(screen.queryByText('When it misleads')).toBeNull();
    const summary = screen.getByText('The rule sequence-cap: how it judges, and when it misleads');
    await userEvent.click(summary);
    fireEvent(summary.parentElement ?? summary, new Event('toggle'));
    expect(await screen.findByText('When it misleads')).toBeTruthy();
    expect(screen.getAllByText('max_num_seqs')[0]?.tagName).toBe('CODE');
    expect(screen.getByRole('link', { name: /^https:\/\/docs\.vllm\.ai/ }).getAttribute('rel')).toBe('noreferrer');
  });

  it('puts what follows from a finding under it, with nothing to do of its own', async () => {
    open(recordedSource(['f_preempt']), 'engine?target=f_preempt');
    const rows = cellsOf(await screen.findByRole('table', { name: 'What to change' }));
    const ids = rows.map(([id]) => id);
    const consequence = rows.find(([id]) => id === 'preemption-churnfollows from kv-cache-capacity');
    const after = ids.slice(ids.indexOf('kv-cache-capacity') + 1, ids.indexOf(consequence?.[0]) + 1);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter((id) => id?.endsWith('follows from kv-cache-capacity') !== true)).toEqual([]);
    expect(consequence?.[3]).toBe('see kv-cache-capacity');
  });

  it.each([
    ['nothing fires', 'Nothing that is known to matter.', [{ refId: 'findings', fields: [], length: 0 }]],
    ['it could not be read', 'It was not judged.', []],
  ])('says in place of what to change that %s', async (_, words, findings) => {
    open(answeringInstead('findings', findings), path);
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByRole('table', { name: 'What to change' })).toBeNull();
  });

  it('shows each limit as a share used, the one that binds marked in words', async () => {
    open(overload, path);
    const rows = cellsOf(await screen.findByRole('table', { name: 'Limits' }));
    expect(rows[1]?.[0]).toBe('sequence slots ◀ limits');
    expect(rows[1]?.[3]).toBe('100 %');
    expect(rows.filter(([name]) => name?.includes('◀'))).toHaveLength(1);
    // Not declared: unknown, with the setting that would tell.
    expect(rows.find(([name]) => name === 'step tokens')?.slice(1, 3)).toEqual([
      expect.stringContaining('maxNumBatchedTokens'),
      'unknown',
    ]);
  });

  it('takes the time apart, with parts that add up', async () => {
    open(overload, path);
    const mean = (await screen.findByText(/^Mean: queue/)).textContent;
    const seconds = [...mean.matchAll(/([\d.]+) (ms|s)/g)].map(
      ([, number, unit]) => Number(number) * (unit === 'ms' ? 0.001 : 1),
    );
    const [queue, prefill, decode, frontEnd, together] = seconds;
    expect((queue ?? 0) + (prefill ?? 0) + (decode ?? 0) + (frontEnd ?? 0)).toBeCloseTo(together ?? 0, 0);
    const table = screen.getByRole('table', { name: 'Parts of a request over time' });
    expect(within(table).getAllByRole('row')).toHaveLength(5);
  });

  it('draws charts with every number finite, and as a table beside it', async () => {
    open(overload, path);
    const picture = await screen.findByRole('img', { name: 'The wait of a request arriving now' });
    expect(picture.querySelectorAll('path[stroke]:not([stroke="none"])').length).toBeGreaterThan(0);
    const drawn = [...document.querySelectorAll('svg *')].flatMap((each) =>
      [...each.attributes].map(({ value }) => value),
    );
    expect(drawn.filter((value) => /NaN|Infinity/.test(value))).toEqual([]);
    const table = screen.getByRole('table', { name: 'The wait of a request arriving now' });
    expect(cellsOf(table)[1]?.[1]).toMatch(/^\d.* s \(\d.* s to \d.* (s|min)\)$/);
    fireEvent(picture, new MouseEvent('pointermove', { bubbles: true, clientX: 70 }));
    expect(cellsOf(table)[0]?.[1]).toMatch(/^\d\d:\d\d:\d\d$/);
    fireEvent(picture, new MouseEvent('pointerout', { bubbles: true }));
    expect(cellsOf(table)[0]?.[1]).toBe('latest');
  });

  it('draws the roofline of the panel', async () => {
    open(overload, path);
    expect(await screen.findByRole('img', { name: 'Roofs of 1 × l4, bf16' })).toBeTruthy();
  });

  it('says how sure it is, each sentence once', async () => {
    open(overload, path);
    const region = (await screen.findByRole('heading', { name: 'How sure is this' })).closest('section');
    const sentences = within(region ?? document.body)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(sentences.length).toBeGreaterThan(0);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('asks which one is meant where several match, and takes the only one', async () => {
    open(fleet, 'engine');
    const rows = cellsOf(await screen.findByRole('table', { name: 'Engines that match' }));
    expect(rows.map(([name]) => name)).toEqual(['Engine', 'b_overload', 'f_preempt', 'a_steady']);
    cleanup();
    open(overload, 'engine');
    await screen.findByRole('heading', { name: 'What limits it' });
    expect(address()).toContain('target=b_overload');
  });

  it('reads what links of dashboards bring along', async () => {
    const source = recordedSource(['b_overload']);
    open(source, 'engine?var-datasource=own&var-model=$__all&var-target=gpu-1:8000&var-target=gpu.2');
    await screen.findByRole('heading', { name: 'What limits it' });
    const [query] = source.query.mock.calls[0]?.[0].targets ?? [];
    expect(query).toMatchObject({ target: 'gpu-1:8000|gpu\\.2' });
    expect(query).not.toHaveProperty('model');
  });
});

describe('instead of numbers there is a sentence', () => {
  it('without a data source', async () => {
    haveSources(undefined);
    show('overview');
    expect(await screen.findByText('There is no Ridgeline data source that you may use.')).toBeTruthy();
    expect(screen.getByRole('link', { name: /Set up/ }).getAttribute('href')).toBe('/a/ridgeline-vllm-app/setup');
  });

  it('for a data source that cannot be loaded', async () => {
    haveSources(new Error('Plugin not found'));
    show('engine');
    expect((await screen.findByRole('alert')).textContent).toContain('"Ridgeline" cannot be loaded: Plugin not found.');
  });

  it.each(['overview', 'engine', 'capacity'])('on %s for a time without engines', async (page) => {
    open(recordedSource([]), page);
    expect(await screen.findByText(/^No (such )?engine in this time range\.$/)).toBeTruthy();
  });

  it.each(['overview', 'engine', 'capacity'])('on %s for a Prometheus that cannot be asked', async (page) => {
    const said = 'Asked the data source "Prometheus": status 403. You, or Grafana, may not query it';
    open(recordedSource([], { failures: { '*': said } }), page);
    expect((await screen.findByRole('alert')).textContent).toContain(said);
  });

  it('for a live engine whose first page was just read', async () => {
    const warming = { severity: 'info' as const, text: 'Warming up: rates and means need a second page.' };
    const frames = [{ refId: 'answer', fields: [], length: 0, meta: { notices: [warming] } }];
    const query = vi.fn(() => of({ data: frames, state: LoadingState.Streaming }));
    open({ ...overload, query }, 'engine');
    expect(await screen.findByText(warming.text)).toBeTruthy();
  });

  it('for a query that breaks off', async () => {
    open(silentSource(), 'overview');
    expect((await screen.findByRole('alert')).textContent).toContain('it broke');
  });

  it('for a part that fails, beside the parts that are there', async () => {
    open(recordedSource(['b_overload'], { failures: { roofline: 'too many samples' } }), 'engine?target=b');
    expect((await screen.findByRole('alert')).textContent).toMatch(/Not everything could be read.*too many samples/);
    expect(screen.getByRole('table', { name: 'Limits' })).toBeTruthy();
  });

  it('for what is not declared, with the setting that would tell', async () => {
    const source = recordedSource(['b_overload'], { declared: {} });
    haveSources(source, { declared: {} });
    show('engine?target=b');
    expect((await screen.findAllByText(/goodput: unknown \(not declared; set objectives/)).length).toBeGreaterThan(0);
    expect(screen.getAllByText(/hardware/).length).toBeGreaterThan(0);
  });
});

describe('for everybody', () => {
  it.each([
    ['overview', fleet],
    ['engine', fleet],
    ['engine?target=b_overload', overload],
  ] as const)('axe finds nothing wrong with %s', async (path, source) => {
    open(source, path);
    await screen.findAllByRole('heading', { level: 2 });
    expect(await accessibilityProblems()).toEqual([]);
  });
});
