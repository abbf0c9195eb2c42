import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gaugeOf, histogramOf, increaseOf, type Window } from '../../../src/metrics/window/index.ts';
import {
  parseMatchers,
  prometheusSource,
  prometheusTransport,
  type Observation,
  type Selection,
  type Transport,
} from '../../../src/sources/index.ts';
import { onTheSecond, scrapesOf } from '../../contracts/scrapes.ts';
import { whyMissing } from '../../harness/installed.ts';
import { startPrometheus } from '../../harness/prometheus-server.ts';
import { samplesOf } from '../../harness/samples-of.ts';
import type { RunningServer } from '../../harness/server-process.ts';
import { collect } from '../collect.ts';
import { at, clockAtNow, enginePage, historyOf, LABELLING, NOW, TOKENS_PER_SECOND, watched } from './made-up.ts';
import { prepared, sleepless } from './prepared.ts';

const missing = whyMissing('prometheus', 'promtool');

/** Numbers that vLLM renamed, under their old names, their new ones, or both. */
const renamed = (...generations: readonly ('old' | 'new')[]) =>
  enginePage((seconds, labels) =>
    generations
      .map((generation) => {
        const isOld = generation === 'old';
        const latency = `vllm:${isOld ? 'time_per_output_token' : 'inter_token_latency'}_seconds`;
        return [
          `vllm:${isOld ? 'gpu_' : 'kv_'}cache_usage_perc{${labels}} 0.5`,
          `vllm:${isOld ? 'gpu_' : ''}prefix_cache_hits_total{${labels}} ${20 * seconds}`,
          `${latency}_sum{${labels}} ${seconds}`,
          `${latency}_count{${labels}} ${40 * seconds}`,
          `${latency}_bucket{${labels},le="0.1"} ${30 * seconds}`,
          `${latency}_bucket{${labels},le="+Inf"} ${40 * seconds}`,
        ].join('\n');
      })
      .join('\n'),
  );

/** Two API servers behind one page: each counts its share, and shows the gauge of the whole engine when it last knew it. */
const twoProcesses = (seconds: number): string =>
  ['7', '8']
    .map((pid, i) => {
      const labels = `engine="0",model_name="m",pid="${pid}"`;
      return `vllm:generation_tokens_total{${labels}} ${30 * (i + 1) * seconds}\nvllm:num_requests_running{${labels}} ${i}\n`;
    })
    .join('');

/** In turn eight run and some wait, and nine run and none waits. */
const inTurns = (seconds: number): string => {
  const labels = 'engine="0",model_name="m"';
  const isWaiting = (seconds / 15) % 2 === 0;
  return [
    `vllm:generation_tokens_total{${labels}} ${seconds}`,
    `vllm:num_requests_running{${labels}} ${isWaiting ? 8 : 9}`,
    `vllm:num_requests_waiting{${labels}} ${isWaiting ? 4 : 0}`,
    '',
  ].join('\n');
};

const RECORDED = onTheSecond(scrapesOf('b_overload')).map((scrape) => ({ ...scrape, target: 'recorded/b_overload' }));
const [FIRST, LAST] = [RECORDED[0]?.t ?? 0, RECORDED.at(-1)?.t ?? 0];

const silent = (): undefined => undefined;

const HISTORIES = [
  historyOf({ target: 'steady/a' }),
  ...['a', 'b', 'c'].map((instance) => historyOf({ target: `three/${instance}` })),
  // An engine that went away ten minutes ago, one that did in the last five, and one that came then.
  historyOf({ target: 'churn/stays' }),
  historyOf({ target: 'churn/gone', page: (seconds) => (seconds > 1200 ? undefined : enginePage()(seconds)) }),
  historyOf({ target: 'churn/going', page: (seconds) => (seconds > 1650 ? undefined : enginePage()(seconds)) }),
  historyOf({ target: 'churn/coming', from: 120 }),
  // A job of engines, and one of all kinds of programs; one target of each never answered.
  historyOf({ target: 'pure/a' }),
  historyOf({ target: 'pure/never', page: silent }),
  historyOf({ target: 'mixed/a' }),
  historyOf({ target: 'mixed/node', page: () => 'node_load1 1\n' }),
  historyOf({ target: 'mixed/never', page: silent }),
  historyOf({ target: 'versions/old', page: renamed('old') }),
  historyOf({ target: 'versions/new', page: renamed('new') }),
  historyOf({ target: 'versions/both', page: renamed('new', 'old') }),
  historyOf({ target: 'wrapped/ray', page: enginePage(() => '', 'ray_vllm_') }),
  historyOf({ target: 'clusters/host:8000/eu' }),
  historyOf({ target: 'clusters/host:8000/us' }),
  historyOf({ target: 'models/a', page: enginePage(() => 'vllm:cache_config_info{engine="0",block_size="16"} 1') }),
  historyOf({ target: 'models/b', page: enginePage(() => '', 'vllm:', 'other') }),
  historyOf({ target: 'outage/host:9000/eu' }),
  historyOf({ target: 'outage/host:9000/us', page: (seconds) => (seconds > 1200 ? undefined : enginePage()(seconds)) }),
  historyOf({ target: 'processes/a', page: twoProcesses }),
  historyOf({ target: 'turns/a', page: inTurns }),
  // One engine that two jobs scrape.
  historyOf({ target: 'pods/host:7000' }),
  historyOf({ target: 'services/host:7000' }),
  historyOf({ target: 'fast/a', from: 120 }),
  historyOf({ target: 'slow/a', everySeconds: 60 }),
  historyOf({ target: 'filtered/a', page: (seconds) => `vllm:prompt_tokens_total{engine="0"} ${seconds}\n` }),
  ...Array.from({ length: 20 }, (_, i) => historyOf({ target: `fleet/host-${i}`, from: 600 })),
  historyOf({ target: 'single/host', from: 600 }),
];

describe('over a real Prometheus', () => {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (missing !== undefined) return;
    server = await startPrometheus({
      samples: samplesOf([...HISTORIES.flat(), ...RECORDED], 'openmetrics', LABELLING),
      // It marks what it no longer finds as stale; samples that are loaded are not, so it looks back for less.
      flags: ['--query.lookback-delta=70s'],
    });
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  const transport = (): Transport => prometheusTransport({ url: server?.url ?? '' });
  const sourceOf = (match: string, through = transport()) =>
    prometheusSource({ transport: through, clock: clockAtNow, matchers: parseMatchers(match) });
  const ofJob = (job: string, through?: Transport) => sourceOf(`job="${job}"`, through);

  const byTarget = ({ windows }: Observation): Readonly<Record<string, Window>> =>
    Object.fromEntries(windows.map((window) => [window.engine.target, window]));
  const idsOf = (window: Window | undefined): string[] => window?.annotations.map(({ id }) => id) ?? [];
  const tokensOf = (window: Window | undefined): number =>
    window ? (increaseOf(window, 'generationTokens') ?? Number.NaN) : Number.NaN;

  describe('observe', () => {
    it('looks back five minutes when it is not told', async () => {
      const { startAtSeconds, endAtSeconds, samples, windows, errors } = await ofJob('steady').observe({});
      expect([startAtSeconds, endAtSeconds, samples]).toEqual([NOW - 300, NOW, 20]);
      expect(tokensOf(windows[0])).toBeCloseTo(300 * TOKENS_PER_SECOND, -1);
      expect(errors).toEqual([]);
    });

    it('looks from one instant to another', async () => {
      const observation = await ofJob('steady').observe({ from: at(900), to: at(600) });
      expect(observation).toMatchObject({ startAtSeconds: NOW - 900, endAtSeconds: NOW - 600, samples: 20 });
    });

    it('says how long all queries took', async () => {
      let now = NOW;
      const through = watched(transport());
      const slow: Transport = { ...through, send: (request) => ((now += 0.5), through.send(request)) };
      const source = prometheusSource({ transport: slow, clock: { ...clockAtNow, nowSeconds: () => now } });
      const observation = await source.observe({});
      expect(observation.slowestScrapeSeconds).toBe(through.requests.length / 2);
    });

    it('widens a window of fewer than four intervals, and says so', async () => {
      const observation = await ofJob('steady').observe({ lastSeconds: 20 });
      expect(observation).toMatchObject({ startAtSeconds: NOW - 60, endAtSeconds: NOW, samples: 4 });
      expect(observation.windows[0]?.annotations).toContainEqual({
        id: 'window-widened',
        message: expect.stringContaining('from 20 to 60 s: Prometheus scrapes every 15 s') as string,
      });
      expect(tokensOf(observation.windows[0])).toBeCloseTo(60 * TOKENS_PER_SECOND, -1);
    });

    it('takes a window of four intervals as it is', async () => {
      const { windows } = await ofJob('steady').observe({ lastSeconds: 60 });
      expect(idsOf(windows[0])).not.toContain('window-widened');
    });

    it('sees what --match names, and nothing else', async () => {
      const targetsOf = async (match: string) => Object.keys(byTarget(await sourceOf(match).observe({}))).sort();
      expect(await targetsOf('job="three"')).toEqual(['a', 'b', 'c']);
      expect(await targetsOf('{job="three",instance="b"}')).toEqual(['b']);
      expect(await targetsOf('job="three",instance=~"a|c"')).toEqual(['a', 'c']);
      expect(await targetsOf('job=~"three|steady",instance!="a"')).toEqual(['b', 'c']);
      expect(await targetsOf('job="models",model_name="other"')).toEqual(['b']);
    });

    it('knows the configuration of a model that --match names, though that has no model', async () => {
      const { windows } = await sourceOf('job="models",model_name="m"').observe({});
      expect(windows.map(({ info }) => info.get('cacheConfig')?.['block_size'])).toEqual(['16']);
    });

    it('passes the warnings of the server on, each once', async () => {
      const warning: Transport = {
        ...transport(),
        send: async (request) => {
          const answer = await transport().send(request);
          return { ...answer, body: answer.body.replace(/}\s*$/, ',"warnings":["store b\\u0007 is down"]}') };
        },
      };
      const { windows } = await ofJob('three', warning).observe({});
      for (const { annotations } of windows) {
        expect(annotations.filter(({ id }) => id === 'partial-answer')).toEqual([
          { id: 'partial-answer', message: 'the server says: store b is down' },
        ]);
      }
      expect(windows).toHaveLength(3);
    });

    it('passes on what the server says of a single answer', async () => {
      const warning: Transport = {
        ...transport(),
        send: async (request) => {
          const answer = await transport().send(request);
          const isOne = request.parameters['query']?.includes('resets(');
          return isOne ? { ...answer, body: answer.body.replace(/}\s*$/, ',"warnings":["slow"]}') } : answer;
        },
      };
      expect(idsOf((await ofJob('steady', warning).observe({})).windows[0])).toContain('partial-answer');
    });

    it('adds up what processes count, and takes the largest of their gauges', async () => {
      const { windows } = await ofJob('processes').observe({});
      for (const window of windows) {
        expect(Math.round(tokensOf(window) / 300)).toBe(90);
        expect(gaugeOf(window, 'requestsRunning')?.integral).toBe(300);
      }
      expect(windows.length).toBeGreaterThan(0);
    });

    it('takes processes for one engine', async () => {
      expect((await ofJob('processes').observe({})).windows).toHaveLength(1);
    });

    it('looks for a cap only where requests wait', async () => {
      const { windows } = await ofJob('turns').observe({});
      expect(windows.map(({ plateau }) => plateau)).toMatchObject([
        { samplesWaiting: 10, maximumRunning: 8, samplesAtMaximum: 5 },
      ]);
      expect(windows.map((window) => gaugeOf(window, 'requestsInSystem'))).toMatchObject([{ minimum: 9, maximum: 12 }]);
    });

    it('knows when the process of a model began, though that has no model', async () => {
      const { windows } = await sourceOf('job="models",model_name="m"').observe({});
      expect(windows.map(({ singleProcess }) => singleProcess)).toEqual([true]);
    });

    it('asks no more often for twenty engines than for one', async () => {
      const requestsFor = async (job: string, engines: number) => {
        const through = watched(transport());
        const { windows } = await ofJob(job, through).observe({});
        expect(windows).toHaveLength(engines);
        return through.requests.map(({ path }) => path).sort();
      };
      expect(await requestsFor('fleet', 20)).toEqual(await requestsFor('single', 1));
    });
  });

  describe('engines that come and go', () => {
    const churn = async () => byTarget(await ofJob('churn').observe({}));

    it('are measured while they were there', async () => {
      const { going, coming, stays } = await churn();
      expect([idsOf(stays), idsOf(going), idsOf(coming)]).toEqual([
        ['extrapolated'],
        ['extrapolated', 'engine-vanished'],
        ['extrapolated', 'engine-appeared'],
      ]);
      for (const window of [going, coming, stays]) {
        expect(tokensOf(window) / (window?.seconds ?? 0)).toBeGreaterThan(0.9 * TOKENS_PER_SECOND);
        expect(tokensOf(window) / (window?.seconds ?? 0)).toBeLessThan(1.1 * TOKENS_PER_SECOND);
      }
      expect([going?.seconds, coming?.seconds, stays?.seconds]).toEqual([150, 135, 300]);
    });

    it('have the scrapes that failed meanwhile', async () => {
      const { going, coming } = await churn();
      expect([going?.quality.failedScrapes, coming?.quality.failedScrapes]).toEqual([10, 0]);
    });

    it('are told as unreachable when they are gone', async () => {
      const { windows, errors } = await ofJob('churn').observe({});
      expect(windows.map(({ engine }) => engine.target).sort()).toEqual(['coming', 'going', 'stays']);
      expect(errors).toEqual([
        { target: 'gone', code: 'unreachable', message: expect.stringContaining('20 times in vain') as string },
      ]);
    });

    it('are an error when they were all there was', async () => {
      await expect(sourceOf('job="churn",instance="gone"').observe({})).rejects.toMatchObject({ code: 'unreachable' });
    });

    it('are measured while they were there, beside a job that is scraped less often', async () => {
      const { windows } = await sourceOf('job=~"fast|slow"').observe({});
      const fast = windows.find(({ engine }) => engine.labels['job'] === 'fast');
      // Nine scrapes: how long before the first of them it was there, and after the last, is known to half an interval.
      const share = tokensOf(fast) / (fast?.seconds ?? 0) / TOKENS_PER_SECOND;
      expect([share > 0.9, share < 1.1]).toEqual([true, true]);
    });
  });

  describe('targets that never answered', () => {
    it('are told where all of their job are engines', async () => {
      const { errors } = await ofJob('pure').observe({});
      expect(errors).toMatchObject([{ target: 'never', code: 'unreachable' }]);
    });

    it('are not told where their job has other programs', async () => {
      const { windows, errors } = await ofJob('mixed').observe({});
      expect([windows.length, errors]).toEqual([1, []]);
    });
  });

  describe('engines of several versions', () => {
    it('are measured side by side, and what one shows twice counts once', async () => {
      const windows = byTarget(await ofJob('versions').observe({}));
      for (const target of ['old', 'new', 'both']) {
        const window = windows[target];
        if (!window) throw new Error(`no window of ${target}`);
        expect([target, gaugeOf(window, 'kvCacheUsageRatio')]).toMatchObject([
          target,
          { minimum: 0.5, maximum: 0.5, integral: 150 },
        ]);
        expect(increaseOf(window, 'prefixCacheHitTokens')).toBeCloseTo(20 * 300, 0);
        const latency = histogramOf(window, 'itlSeconds');
        expect(latency?.edges).toEqual([0.1, Number.POSITIVE_INFINITY]);
        expect([latency?.count, latency?.sum, latency?.cumulative[0]].map((n) => Math.round((n ?? 0) / 30))).toEqual([
          400, 10, 300,
        ]);
      }
    });

    it('are told apart by their names', async () => {
      const windows = byTarget(await ofJob('versions').observe({}));
      expect(windows['old']?.version).toEqual({ since: '0.8.5', until: '0.11.2' });
      expect(windows['new']?.version).toEqual({ since: '0.10.2', until: null });
      expect(windows['both']?.version).toEqual({ since: '0.10.2', until: '0.11.2' });
    });

    it('may stand behind Ray', async () => {
      const { windows } = await ofJob('wrapped').observe({});
      expect(windows.map((window) => [window.engine.target, Math.round(tokensOf(window) / 300)])).toEqual([
        ['ray', TOKENS_PER_SECOND],
      ]);
    });
  });

  it('an engine that two jobs scrape is one with --match, and two without', async () => {
    const labelsOf = async (match: string) =>
      (await sourceOf(match).observe({})).windows.map(({ engine }) => engine.labels);
    expect(await labelsOf('job="pods"')).toEqual([{}]);
    expect(await labelsOf('instance="host:7000"')).toEqual([{ job: 'pods' }, { job: 'services' }]);
  });

  describe('two clusters with the same address', () => {
    it('are kept apart', async () => {
      const { windows } = await ofJob('clusters').observe({});
      expect(windows.map(({ engine }) => [engine.target, engine.labels])).toEqual([
        ['host:8000', { cluster: 'eu' }],
        ['host:8000', { cluster: 'us' }],
      ]);
      expect(windows.map((window) => Math.round(tokensOf(window) / 300))).toEqual([100, 100]);
    });

    it('are scraped apart', async () => {
      expect((await ofJob('clusters').observe({})).samples).toBe(40);
    });

    it('fail apart', async () => {
      const { windows, errors } = await ofJob('outage').observe({});
      expect(windows.map(({ engine }) => engine.labels)).toEqual([{ cluster: 'eu' }]);
      expect(errors).toMatchObject([{ code: 'unreachable' }]);
    });
  });

  describe('series', () => {
    it('is one observation for each step', async () => {
      const steps = await collect(ofJob('three').series({ lastSeconds: 600 }, { stepSeconds: 60 }));
      expect(steps.map(({ startAtSeconds, endAtSeconds }) => [startAtSeconds - NOW, endAtSeconds - NOW])).toEqual(
        Array.from({ length: 10 }, (_, i) => [-600 + 60 * i, -540 + 60 * i]),
      );
      for (const { windows } of steps) {
        expect(windows.map((window) => Math.round(tokensOf(window) / 60))).toEqual([100, 100, 100]);
      }
    });

    it('has a whole step at its new end', async () => {
      const steps = await collect(ofJob('steady').series({ lastSeconds: 310 }, { stepSeconds: 60 }));
      expect(steps.map(({ endAtSeconds }) => endAtSeconds - NOW)).toEqual([-240, -180, -120, -60, 0]);
      expect(steps[0]?.startAtSeconds).toBe(NOW - 300);
    });

    it('may look back further than a step', async () => {
      const steps = await collect(
        ofJob('steady').series({ lastSeconds: 180 }, { stepSeconds: 60, windowSeconds: 300 }),
      );
      expect(steps.map(({ startAtSeconds, endAtSeconds }) => [startAtSeconds - NOW, endAtSeconds - NOW])).toEqual([
        [-420, -120],
        [-360, -60],
        [-300, 0],
      ]);
    });

    it('widens windows of fewer than four intervals, and says so in each', async () => {
      const steps = await collect(ofJob('steady').series({ lastSeconds: 60 }, { stepSeconds: 15 }));
      expect(steps).toHaveLength(4);
      for (const { windows } of steps) {
        expect(windows[0]?.seconds).toBe(60);
        expect(idsOf(windows[0])).toContain('window-widened');
      }
    });

    it('gives each step the engines that it had, and the targets that failed in it', async () => {
      const steps = await collect(ofJob('churn').series({ lastSeconds: 1200 }, { stepSeconds: 300 }));
      expect(steps.map((step) => Object.keys(byTarget(step)).sort())).toEqual([
        ['going', 'gone', 'stays'],
        ['going', 'gone', 'stays'],
        ['going', 'stays'],
        ['coming', 'going', 'stays'],
      ]);
      expect(steps.map(({ errors }) => errors.map(({ target }) => target))).toEqual([[], [], ['gone'], ['gone']]);
    });

    it('leaves out steps in which nobody was there', async () => {
      const gone = sourceOf('job="churn",instance="gone"');
      const steps = await collect(gone.series({ lastSeconds: 1200 }, { stepSeconds: 300 }));
      expect(steps.map(({ endAtSeconds }) => endAtSeconds - NOW)).toEqual([-900, -600]);
    });

    it('counts in all steps together what the whole amounts to', async () => {
      const seconds = 180;
      const selection: Selection = { to: { kind: 'unix', seconds: LAST }, lastSeconds: seconds };
      const source = ofJob('recorded');
      const [whole] = (await source.observe(selection)).windows;
      const steps = (await collect(source.series(selection, { stepSeconds: 12 }))).flatMap(({ windows }) => windows);
      expect(LAST - FIRST).toBeGreaterThan(seconds);
      expect(steps).toHaveLength(seconds / 12);
      const counts = [
        (window: Window) => increaseOf(window, 'generationTokens'),
        (window: Window) => increaseOf(window, 'promptTokens'),
        (window: Window) => increaseOf(window, 'requestsFinished'),
        (window: Window) => histogramOf(window, 'ttftSeconds')?.count,
        (window: Window) => histogramOf(window, 'e2eSeconds')?.sum,
        (window: Window) => gaugeOf(window, 'requestsRunning')?.integral,
      ];
      for (const count of counts) {
        const all = (whole && count(whole)) ?? Number.NaN;
        const sum = steps.reduce((total, window) => total + (count(window) ?? Number.NaN), 0);
        expect(all).toBeGreaterThan(0);
        // Prometheus 3 does not count what happens between two steps and scales what does: 2.3 %.
        expect(Math.abs(sum / all - 1)).toBeLessThan(0.03);
      }
    });
  });

  describe('exactly', () => {
    const exactly = (match: string) =>
      prometheusSource({
        transport: transport(),
        clock: clockAtNow,
        matchers: parseMatchers(match),
        exact: true,
      }).observe({});

    it('is what the samples amount to', async () => {
      const { windows, samples, errors } = await exactly('job="steady"');
      // Twenty scrapes are nineteen intervals.
      expect(windows.map((window) => [window.seconds, tokensOf(window)])).toEqual([[285, 285 * TOKENS_PER_SECOND]]);
      expect([samples, errors]).toEqual([20, []]);
      expect(idsOf(windows[0])).toEqual([]);
    });

    it('tells of the targets of a job of engines that never answered', async () => {
      expect((await exactly('job="pure"')).errors).toMatchObject([{ target: 'never', code: 'unreachable' }]);
      expect((await exactly('job="mixed"')).errors).toEqual([]);
    });

    it('tells two clusters with the same address apart', async () => {
      const { windows, errors } = await exactly('job="outage"');
      expect(windows.map(({ engine }) => [engine.target, engine.labels])).toEqual([['host:9000', { cluster: 'eu' }]]);
      expect(errors).toMatchObject([{ target: 'host:9000', code: 'unreachable' }]);
    });

    it('sees what --match names, and nothing else', async () => {
      const { windows } = await exactly('job="three",instance="b"');
      expect(windows.map(({ engine }) => engine.target)).toEqual(['b']);
    });

    it('knows the configuration of a model that --match names', async () => {
      const { windows } = await exactly('job="models",model_name="m"');
      expect(windows.map(({ info }) => info.get('cacheConfig')?.['block_size'])).toEqual(['16']);
    });

    it('takes nothing from another job that scrapes the same engine', async () => {
      const { windows } = await exactly('job="pods"');
      expect(windows.map(({ engine }) => engine.labels)).toEqual([{}]);
    });

    it('tells of no target that --match leaves out', async () => {
      expect((await exactly('job="pure",instance="a"')).errors).toEqual([]);
    });

    it('is refused where it would be too much, before anything is read', async () => {
      const through = watched(transport());
      const source = prometheusSource({
        transport: through,
        clock: clockAtNow,
        matchers: parseMatchers('job="fleet"'),
        exact: true,
      });
      // 20 engines, 700 series each, for a day every 15 s.
      await expect(source.observe({ lastSeconds: 86_400 })).rejects.toMatchObject({
        code: 'rejected-query',
        message: expect.stringMatching(/about 81 million samples: 20 engines .*--match.*--last/) as string,
      });
      // Which engines there are, and how often they are scraped.
      expect(through.requests.map(({ path }) => path)).toEqual(['label/__name__/values', 'series', 'query', 'query']);
    });
  });

  describe('nothing found', () => {
    it.each([
      ['job="nobody"', {}, /^http:\/\/127.* holds no series of vLLM that match \{job="nobody"\} .*Check the matchers/],
      ['', { from: at(4000), to: at(3900) }, /^[^{]*holds no series of vLLM in or .*targets page.*--disable-log-stats/],
      ['job="filtered"', {}, /series of vLLM that match \{job="filtered"\}, but none that counts output tokens/],
      ['job="steady",x="}) or vector(1"', {}, /that match \{job="steady",x="\}\) or vector\(1"\}/],
    ])('by --match %j in %j is an error with advice', async (match, selection, message) => {
      const error: unknown = await sourceOf(match)
        .observe(selection)
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'SourceError', code: 'no-engine' });
      expect((error as Error).message).toMatch(message);
    });

    it('in a stretch after the last scrape is an error', async () => {
      const selection = { from: at(-1000), to: at(-1300) };
      await expect(ofJob('steady').observe(selection)).rejects.toMatchObject({ code: 'empty-window' });
    });

    it('in series is the same error', async () => {
      const steps = ofJob('nobody').series({}, { stepSeconds: 60 });
      await expect(collect(steps)).rejects.toMatchObject({ code: 'no-engine' });
    });
  });
});

describe('before anything is asked', () => {
  const server = prepared(() => ({ status: 500 }));
  const source = prometheusSource({ transport: server, clock: sleepless(NOW) });

  it.each([
    ['an offset', { from: { kind: 'offset', seconds: 10 } }, 'bad-settings', /no beginning to count from.*ISO 8601/],
    ['an offset', { to: { kind: 'offset', seconds: 10 } }, 'bad-settings', /no beginning/],
    ['a stretch that ends first', { from: at(10), to: at(20) }, 'empty-window', /--from must be before --to/],
    ['a stretch without length', { from: at(10), to: at(10) }, 'empty-window', /--from/],
    ['a stretch of no seconds', { lastSeconds: 0 }, 'empty-window', /ends before it begins/],
  ] as const)('%s is refused', async (_, selection: Selection, code, message) => {
    const expected = { name: 'SourceError', code, message: expect.stringMatching(message) as string };
    await expect(source.observe(selection)).rejects.toMatchObject(expected);
    await expect(collect(source.series(selection, { stepSeconds: 60 }))).rejects.toMatchObject(expected);
    expect(server.requests).toEqual([]);
  });

  it('a matcher with a label that is none is refused, in follow, too', async () => {
    const matchers = [{ label: 'a-b', operator: '=', value: 'x' }] as const;
    const bad = prometheusSource({ transport: server, clock: sleepless(NOW), matchers });
    await expect(bad.observe({})).rejects.toMatchObject({ code: 'bad-settings' });
    const cycles = bad.follow({ everySeconds: 1, windowSeconds: 60 });
    await expect(collect(cycles, 3)).rejects.toMatchObject({ code: 'bad-settings' });
    expect(server.requests).toEqual([]);
  });
});
