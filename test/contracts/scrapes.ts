import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { analyze, type Analysis } from '../../src/analysis/index.ts';
import { parseExposition } from '../../src/metrics/exposition/index.ts';
import { createWindowFold, type Window } from '../../src/metrics/window/index.ts';
import { OBJECTIVE } from '../accuracy/measure.ts';
import { recordingPath } from '../accuracy/truth.ts';

/** One scrape as recordings hold it; status 0 is a connection that gave no answer. */
export interface Scrape {
  readonly target: string;
  readonly t: number;
  readonly dur: number;
  readonly status: number;
  readonly body: string;
}

/** A fixture, or a stretch of it in seconds after its first scrape. */
export function scrapesOf(name: string, fromSeconds = 0, toSeconds = Number.POSITIVE_INFINITY): Scrape[] {
  const lines = gunzipSync(readFileSync(recordingPath(name)))
    .toString()
    .trim()
    .split('\n');
  let last = Number.NEGATIVE_INFINITY;
  const scrapes = lines.map((line) => {
    const { t, dur, status, body } = JSON.parse(line) as Scrape;
    last = Math.max(onGrid(t, 1 / 8), last + 1 / 8);
    return { target: name, t: last, dur: onGrid(dur, 1 / 4), status, body: status === 0 ? '' : body };
  });
  const [{ t: start } = { t: 0 }] = scrapes;
  return scrapes.filter(({ t }) => t - start >= fromSeconds && t - start <= toSeconds);
}

/**
 * Eighths of a second are exact in doubles, so that sums of times are and sources can be held to 1e-9 (at 1.8e9 s a double
 * otherwise rounds to 2.4e-7 s), and they are whole milliseconds, which is all that a Prometheus keeps.
 */
const onGrid = (seconds: number, grid: number): number => Math.round(seconds / grid) * grid;

/**
 * What a Prometheus that scrapes every second would have got: at each full second the page of the moment. The recorder
 * itself came late when the engine was busy.
 */
export function onTheSecond(scrapes: readonly Scrape[]): Scrape[] {
  const [first, last] = [scrapes[0]?.t ?? 0, scrapes.at(-1)?.t ?? 0];
  return Array.from({ length: Math.floor(last - first) + 1 }, (_, second): Scrape[] => {
    const current = scrapes.findLast(({ t }) => t <= first + second);
    return current ? [{ ...current, t: first + second, dur: 0 }] : [];
  }).flat();
}

/** One target, a scrape a second. */
export const everySecond = (answers: readonly Pick<Scrape, 'status' | 'body'>[], target = 'engine'): Scrape[] =>
  answers.map((answer, index) => ({ target, t: 1_700_000_000 + index, dur: 0.25, ...answer }));

export const middleOf = ({ t, dur }: Scrape): number => t + dur / 2;

/** What the scrapes amount to without any source. */
export function windowsOf(scrapes: readonly Scrape[]): Window[] {
  const fold = createWindowFold();
  for (const scrape of scrapes) {
    const { target, dur: scrapeSeconds, status, body } = scrape;
    const snapshot = { target, atSeconds: middleOf(scrape), scrapeSeconds };
    if (status === 200) fold.add({ ...snapshot, page: parseExposition(body) });
    else fold.add({ ...snapshot, failure: { code: 'unreachable', message: '' } });
  }
  return fold.windows();
}

/** Those scrapes whose middle lies in the window. */
export const scrapesIn = (scrapes: readonly Scrape[], { startAtSeconds, endAtSeconds }: Window): Scrape[] =>
  scrapes.filter((scrape) => middleOf(scrape) >= startAtSeconds && middleOf(scrape) <= endAtSeconds);

export const analysesOf = (windows: readonly Window[]): Analysis[] =>
  windows.map((window) => analyze(window, { deployment: undefined, objective: OBJECTIVE }));
