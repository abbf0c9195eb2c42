import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Observation } from '../../src/sources/index.ts';
import { recordingPath } from '../accuracy/truth.ts';
import { collect } from '../sources/collect.ts';
import { serve } from '../sources/loopback.ts';
import { expectAlike } from './expect-alike.ts';
import { analysesOf, everySecond, scrapesIn, scrapesOf, windowsOf, type Scrape } from './scrapes.ts';
import { SUBJECTS, type Opened } from './subjects.ts';

const everythingOf = ({ source, everything }: Opened): Promise<Observation> => source.observe(everything);

const vllmPage = (running: number) => `# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="m"} ${running}
`;
const PAGE = { status: 200, body: vllmPage(1) };
const CUT = { status: 0, body: '' };

describe.each(SUBJECTS)('the contract of a source: $name', (subject) => {
  const { open, hasNoPast, hasNoEnd, keepsNoBodies, missing } = subject;
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  describe('observe', () => {
    it.each([
      ['a stretch of overload', 'b_overload', 25, 85, 1],
      ['a restart with refused scrapes', 'g_restart', 0, 300, 1],
      ['two engines in one page', 'k_dp2_api2', 0, 300, 2],
    ] as const)('of %s gives what the scrapes amount to', async (_, name, from, to, engines) => {
      const scrapes = scrapesOf(name, from, to);
      const observation = await everythingOf(await open(scrapes));
      const windows = windowsOf(scrapes);
      expect(windows).toHaveLength(engines);
      expectAlike(analysesOf(observation.windows), analysesOf(windows));
      expect(observation.windows.map(({ quality }) => quality)).toEqual(windows.map(({ quality }) => quality));
      expect(observation.samples).toBe(scrapes.filter(({ status }) => status === 200).length);
      expect([observation.startAtSeconds, observation.endAtSeconds]).toEqual([
        windows[0]?.startAtSeconds,
        windows[0]?.endAtSeconds,
      ]);
      // The comparison is of something: most measures are known.
      for (const { measures } of analysesOf(observation.windows)) {
        expect(Object.values(measures).filter(({ known }) => known).length).toBeGreaterThan(40);
      }
    });

    it('counts a restart, and the scrapes that were refused meanwhile', async () => {
      const { windows, errors } = await everythingOf(await open(scrapesOf('g_restart')));
      expect(windows.map(({ quality }) => [quality.restarts, quality.failedScrapes])).toEqual([[1, 93]]);
      expect(errors).toMatchObject([{ target: 'g_restart', code: 'unreachable' }]);
    });

    it('of a part gives what that part amounts to', async ({ skip }) => {
      skip(hasNoPast !== undefined, hasNoPast);
      const { source, after } = await open(scrapesOf('b_overload'));
      const [from, to] = [25, 85].map(after);
      const expected = analysesOf(windowsOf(scrapesOf('b_overload', 25, 85)));
      const { windows } = await source.observe({ ...(from && { from }), ...(to && { to }) });
      expectAlike(analysesOf(windows), expected);
    });

    it('of a stretch that holds nothing is an error', async () => {
      const { source } = await open(scrapesOf('a_steady', 0, 10));
      const future = { kind: 'unix', seconds: 4e9 } as const;
      await expect(source.observe({ from: future })).rejects.toMatchObject({
        name: 'SourceError',
        code: 'empty-window',
        message: expect.stringContaining('--from') as string,
      });
    });

    it.for([
      ['no answers', CUT, 'unreachable'],
      ['refusals', { status: 401, body: 'who are you?' }, 'unauthorised'],
      ['error pages', { status: 503, body: 'busy' }, 'bad-status'],
      ['redirects', { status: 302, body: '' }, 'redirected'],
      ['HTML', { status: 200, body: '<!doctype html><title>Welcome</title>' }, 'not-metrics'],
      ['metrics without any of vLLM', { status: 200, body: '# TYPE up gauge\nup 1\n' }, 'not-metrics'],
    ] as const)('of nothing but %s is an error with that code', async ([, answer, code], { skip }) => {
      skip(keepsNoBodies !== undefined, keepsNoBodies);
      const opened = await open(everySecond([answer, answer, answer]));
      await expect(everythingOf(opened)).rejects.toMatchObject({ name: 'SourceError', code });
    });

    it('measures the targets that answer and lists the one that does not', async () => {
      const good = everySecond([PAGE, PAGE, PAGE], 'good');
      const bad = everySecond([CUT, CUT, CUT], 'bad');
      const { windows, errors, samples } = await everythingOf(await open(inTurn(good, bad)));
      expect(windows.map(({ engine, samples: seen }) => [engine.target, seen])).toEqual([['good', 3]]);
      expect(errors).toMatchObject([{ target: 'bad', code: 'unreachable' }]);
      expect(samples).toBe(3);
    });

    it('never merges what two targets call the same engine', async () => {
      const pages = (target: string, running: number) =>
        everySecond(new Array(3).fill({ status: 200, body: vllmPage(running) }), target);
      const { windows } = await everythingOf(await open(inTurn(pages('a', 1), pages('b', 5))));
      const running = analysesOf(windows).map(({ engine, measures: { requestsRunning } }) => [
        engine.target,
        requestsRunning.known && requestsRunning.value,
      ]);
      expect(running).toEqual([
        ['a', 1],
        ['b', 5],
      ]);
    });

    it('aborted, is over at once', async () => {
      const opened = await open(everySecond(new Array(2000).fill(PAGE)));
      const abort = new AbortController();
      let abortedAt = Number.NaN;
      const onProgress = () => {
        if (!abort.signal.aborted) abortedAt = performance.now();
        abort.abort();
      };
      const ended = await opened.source.observe(opened.everything, { signal: abort.signal, onProgress }).then(
        ({ samples }) => samples,
        (error: unknown) => error,
      );
      expect(performance.now() - abortedAt).toBeLessThan(500);
      // What it saw until then, or the reason of the abort; in no case everything.
      if (typeof ended === 'number') expect(ended).toBeLessThan(1000);
      else expect(ended).toBe(abort.signal.reason);
    });

    it('aborted beforehand, does nothing', async () => {
      const opened = await open(everySecond([PAGE, PAGE]));
      await expect(opened.source.observe(opened.everything, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
        Error,
      );
    });
  });

  describe('follow', () => {
    const EVERY_SECONDS = 1;
    const WINDOW_SECONDS = 10;
    const options = { everySeconds: EVERY_SECONDS, windowSeconds: WINDOW_SECONDS };
    const all = ({ source, over }: Opened): Promise<Observation[]> =>
      collect(source.follow({ ...options, ...(over && { signal: over }) }));

    it('gives windows that slide', async () => {
      const scrapes = scrapesOf('b_overload', 25, 65);
      const observations = await all(await open(scrapes));
      const gaps = scrapes.slice(1).map(({ t }, index) => t - (scrapes[index]?.t ?? t));
      const oneScrape = Math.max(...gaps) + 0.1;
      // Scrapes that come early may share a beat.
      expect(observations.length).toBeGreaterThan(scrapes.length / 2);
      const lengths = observations.flatMap(({ windows }) => windows.map(({ seconds }) => seconds));
      expect(Math.max(...lengths)).toBeLessThanOrEqual(WINDOW_SECONDS + oneScrape);
      // Full once there was time for it, and never again shorter.
      for (const { startAtSeconds, endAtSeconds } of observations) {
        const sinceStart = endAtSeconds - (scrapes[0]?.t ?? 0);
        expect(endAtSeconds - startAtSeconds).toBeGreaterThan(Math.min(sinceStart, WINDOW_SECONDS) - oneScrape);
      }
      const ends = observations.map(({ endAtSeconds }) => endAtSeconds);
      expect(ends).toEqual([...new Set(ends)].sort((left, right) => left - right));
    });

    it('measures in each window what its scrapes amount to', async () => {
      const scrapes = scrapesOf('k_dp2_api2', 20, 50);
      const observations = await all(await open(scrapes));
      for (const { windows } of [observations[5], observations[20], observations.at(-1)].flatMap(
        (each) => each ?? [],
      )) {
        const [window] = windows;
        if (!window) throw new Error('no window');
        expectAlike(analysesOf(windows), analysesOf(windowsOf(scrapesIn(scrapes, window))));
      }
    });

    it('counts the scrapes of the window, not those before it', async () => {
      const observations = await all(await open(scrapesOf('a_steady', 0, 40)));
      const last = observations.at(-1);
      expect(last?.samples).toBe(last?.windows[0]?.samples);
    });

    it('tells of a target that fails, until it answers again', async () => {
      const answers = [PAGE, PAGE, CUT, CUT, PAGE, PAGE];
      const observations = await all(await open(everySecond(answers)));
      const codes = observations.map(({ errors }) => errors.map(({ code }) => code).join());
      expect(codes).toEqual(['', '', 'unreachable', 'unreachable', '', '']);
      // What is known of the engine stays.
      expect(observations.map(({ windows }) => windows.length)).toEqual(answers.map(() => 1));
    });

    it('goes on when there is no engine yet', async () => {
      const observations = await all(await open(everySecond([CUT, CUT, PAGE, PAGE])));
      expect(observations.map(({ windows }) => windows.length)).toEqual([0, 0, 1, 1]);
    });

    it('ends when the source ends', async ({ skip }) => {
      skip(hasNoEnd !== undefined, hasNoEnd);
      const { source } = await open(everySecond([PAGE, PAGE, PAGE]));
      expect(await collect(source.follow(options))).toHaveLength(3);
    });

    it('ends, and throws nothing, when the signal aborts', async () => {
      const { source } = await open(everySecond(new Array(500).fill(PAGE)));
      const abort = new AbortController();
      let seen = 0;
      for await (const observation of source.follow({ ...options, signal: abort.signal })) {
        seen += observation.windows.length;
        if (seen === 3) abort.abort();
      }
      expect(seen).toBe(3);
    });

    it('ends at once with a signal that is aborted already', async () => {
      const { source } = await open(everySecond([PAGE, PAGE]));
      expect(await collect(source.follow({ ...options, signal: AbortSignal.abort() }))).toEqual([]);
    });
  });
});

/** Two targets that are scraped one after the other, again and again. */
const inTurn = (left: readonly Scrape[], right: readonly Scrape[]): Scrape[] =>
  left.flatMap((scrape, index) => [scrape, ...right.slice(index, index + 1)]);

describe('a process that leaves a source in the middle of its work has nothing left to wait for', () => {
  it('recordingSource', async () => {
    const lines = gunzipSync(readFileSync(recordingPath('b_overload')));
    const folder = await mkdtemp(join(tmpdir(), 'ridgeline-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'long.jsonl');
    await writeFile(path, Buffer.concat(new Array<Buffer>(20).fill(lines)));
    await expectToExit(path);
  });

  it('scrapeSource', async () => {
    let requests = 0;
    const hanging = await serve((_, response) => {
      // Every other one gets no answer.
      if (requests++ % 2 === 0) response.end(vllmPage(1));
    });
    await expectToExit(`${hanging}/metrics`);
  });
});

async function expectToExit(where: string): Promise<void> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = fileURLToPath(new URL('abort-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', tsx, script, where], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = text(child.stdout);
  const [code] = (await Promise.race([once(child, 'exit'), overdue()])) as [number | null];
  expect((await said).trim().split('\n')).toEqual(['observe aborted', 'follow aborted', 'follow left after 1 sample']);
  expect(code).toBe(0);
}

/** Less than any timeout of a source. */
const overdue = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error('The process is still there.'));
    }, 8000).unref();
  });
