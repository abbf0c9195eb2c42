import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  prometheusSource,
  prometheusTransport,
  recordingSource,
  scrapeSource,
  type Instant,
  type Selection,
  type Source,
} from '../../src/sources/index.ts';
import { whyMissing } from '../harness/installed.ts';
import { startPrometheus } from '../harness/prometheus-server.ts';
import { samplesOf } from '../harness/samples-of.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { startVictoria } from '../harness/victoria-server.ts';
import { serve } from '../sources/loopback.ts';
import { historyClock } from './history-clock.ts';
import { recordedClock } from './recorded-clock.ts';
import { middleOf, type Scrape } from './scrapes.ts';

/** A source that holds, or is about to see, certain scrapes. */
export interface Opened {
  readonly source: Source;
  /** Selects all of them. */
  readonly everything: Selection;
  /** So long after the first of them. */
  readonly after: (seconds: number) => Instant;
  /** Aborts when a source that never ends has seen them all. */
  readonly over?: AbortSignal;
}

/** One implementation of Source and how to let it see scrapes. */
export interface Subject {
  readonly name: string;
  readonly open: (scrapes: readonly Scrape[]) => Promise<Opened>;
  /** Why a part of the contract does not apply. */
  readonly hasNoPast?: string;
  readonly hasNoEnd?: string;
  readonly keepsNoBodies?: string;
  /** Why it cannot be tried here. */
  readonly missing?: string | undefined;
}

const SERVER = {
  hasNoEnd: 'a server does not end',
  keepsNoBodies: 'a server keeps only whether a scrape succeeded',
};

export const SUBJECTS: readonly Subject[] = [
  { name: 'recordingSource', open: openRecording },
  {
    name: 'scrapeSource',
    open: openScrape,
    hasNoPast: 'a live engine has no past to select from',
    hasNoEnd: 'a live engine does not end',
  },
  {
    name: 'prometheusSource, exactly, on Prometheus',
    open: (scrapes) => openServer(scrapes, startPrometheus({ samples: samplesOf(scrapes, 'openmetrics') })),
    missing: whyMissing('prometheus', 'promtool'),
    ...SERVER,
  },
  {
    name: 'prometheusSource, exactly, on VictoriaMetrics',
    open: (scrapes) => openServer(scrapes, startVictoria(samplesOf(scrapes, 'prometheus'))),
    missing: whyMissing('victoria-metrics'),
    ...SERVER,
  },
];

async function openServer(scrapes: readonly Scrape[], starting: Promise<RunningServer>): Promise<Opened> {
  const server = await starting;
  onTestFinished(() => server.stop());
  const clock = historyClock(scrapes);
  const times = scrapes.map(middleOf);
  const source = prometheusSource({ transport: prometheusTransport({ url: server.url }), clock, exact: true });
  const unix = (seconds: number): Instant => ({ kind: 'unix', seconds });
  return {
    source,
    everything: { from: unix(Math.min(...times)), to: unix(Math.max(...times)) },
    after: (seconds) => unix(Math.min(...times) + seconds),
    over: clock.over,
  };
}

const offset = (seconds: number): Instant => ({ kind: 'offset', seconds });

async function openRecording(scrapes: readonly Scrape[]): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'ridgeline-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'scrapes.jsonl');
  const lines = scrapes.map((scrape) =>
    scrape.status === 0 ? { ...scrape, body: undefined, error: 'connection cut' } : scrape,
  );
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { source: recordingSource(path), everything: {}, after: offset };
}

/** A server per target, which answers with the scrape whose time it is; no answer is a connection that is cut. */
async function openScrape(scrapes: readonly Scrape[]): Promise<Opened> {
  const clock = recordedClock(scrapes);
  const names = [...new Set(scrapes.map(({ target }) => target))];
  const targets = await Promise.all(
    names.map(async (name) => {
      const url = await serve((request, response) => {
        const { current } = clock;
        clock.answered();
        if (current?.target !== name) response.writeHead(500).end('a scrape that is in no recording');
        else if (current.status === 0) request.socket.destroy();
        else response.writeHead(current.status, { 'Content-Type': 'text/plain' }).end(current.body);
      });
      return { url, name };
    }),
  );
  return {
    source: scrapeSource(targets, { clock }),
    everything: { lastSeconds: 1e6 },
    after: offset,
    over: clock.over,
  };
}
