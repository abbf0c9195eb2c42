import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { recordingSource, scrapeSource, type Selection, type Source } from '../../src/sources/index.ts';
import { serve } from '../sources/loopback.ts';
import { recordedClock } from './recorded-clock.ts';
import type { Scrape } from './scrapes.ts';

/** A source that holds, or is about to see, certain scrapes. */
export interface Opened {
  readonly source: Source;
  /** Selects all of them. */
  readonly everything: Selection;
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
}

export const SUBJECTS: readonly Subject[] = [
  { name: 'recordingSource', open: openRecording },
  {
    name: 'scrapeSource',
    open: openScrape,
    hasNoPast: 'a live engine has no past to select from',
    hasNoEnd: 'a live engine does not end',
  },
];

async function openRecording(scrapes: readonly Scrape[]): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'ridgeline-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'scrapes.jsonl');
  const lines = scrapes.map((scrape) =>
    scrape.status === 0 ? { ...scrape, body: undefined, error: 'connection cut' } : scrape,
  );
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { source: recordingSource(path), everything: {} };
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
  return { source: scrapeSource(targets, { clock }), everything: { lastSeconds: 1e6 }, over: clock.over };
}
