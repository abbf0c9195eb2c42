import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prometheusSource, prometheusTransport, type Selection } from '../../../src/sources/index.ts';
import { analysisOf } from '../../build-page.ts';
import { whyMissing } from '../../harness/installed.ts';
import { startPrometheus } from '../../harness/prometheus-server.ts';
import { samplesOf } from '../../harness/samples-of.ts';
import type { RunningServer } from '../../harness/server-process.ts';
import { clockAtNow, historyOf, LABELLING } from './made-up.ts';

const missing = whyMissing('prometheus', 'promtool');

// Half an hour, scraped every 15 s: the last four scrapes are those after 29 minutes.
const END = 1800;
const STOPS_AT = 1740;

interface Shows {
  readonly tokens?: number;
  readonly running?: number;
  readonly usage?: number;
}

const pageOf = ({ tokens = 100, running = 1, usage = 0.1 }: Shows): string => {
  const labels = 'engine="0",model_name="m"';
  return [
    `vllm:generation_tokens_total{${labels}} ${tokens}`,
    `vllm:num_requests_running{${labels}} ${running}`,
    `vllm:num_requests_waiting{${labels}} 0`,
    `vllm:kv_cache_usage_perc{${labels}} ${usage}`,
    '',
  ].join('\n');
};

const stopped = (seconds: number): number => Math.min(seconds, STOPS_AT);

const ENGINES: Readonly<Record<string, (seconds: number) => string | undefined>> = {
  'works/a': (seconds) => pageOf({ tokens: seconds }),
  'hangs/a': (seconds) => pageOf({ tokens: stopped(seconds) }),
  'hung/a': () => pageOf({}),
  // Of the last four scrapes one answered, and shows nothing that moved.
  'missed/a': (seconds) =>
    seconds > STOPS_AT && seconds < END ? undefined : pageOf({ tokens: stopped(Math.min(seconds, END)) }),
  'prefills/a': (seconds) => pageOf({ tokens: stopped(seconds), usage: seconds / 10_000 }),
  'awakes/a': (seconds) => pageOf({ running: seconds < END ? 0 : 1 }),
};

describe.skipIf(missing !== undefined)('an engine of a Prometheus', () => {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    const scrapes = Object.entries(ENGINES).flatMap(([target, page]) => historyOf({ target, page }));
    server = await startPrometheus({ samples: samplesOf(scrapes, 'openmetrics', LABELLING) });
  }, 60_000);
  afterAll(() => server?.stop());

  it.each<readonly [string, string, Selection, readonly string[]]>([
    ['works', 'works', {}, []],
    ['stopped a minute ago', 'hangs', {}, ['engine-hung']],
    ['stopped long ago', 'hung', {}, ['engine-hung']],
    ['stopped, in a window of a minute', 'hangs', { lastSeconds: 60 }, ['engine-hung']],
    ['was hardly scraped', 'missed', {}, []],
    ['computes a long prompt, whose parts take blocks', 'prefills', {}, []],
    ['the same in a window of a minute', 'prefills', { lastSeconds: 60 }, []],
    ['just got its first request for long', 'awakes', {}, []],
    ['the same in a window of a minute', 'awakes', { lastSeconds: 60 }, []],
  ])('that %s', async (_, job, selection, ids) => {
    const matchers = [{ label: 'job', operator: '=', value: job }] as const;
    const transport = prometheusTransport({ url: server?.url ?? '' });
    const { windows } = await prometheusSource({ transport, clock: clockAtNow, matchers }).observe(selection);
    expect(windows).toHaveLength(1);
    for (const window of windows) {
      const said = analysisOf(window).annotations.map(({ id }) => id);
      expect(said.filter((id) => id === 'engine-hung' || id === 'engine-stalled')).toEqual(ids);
    }
  });
});
