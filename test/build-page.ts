// Builds windows the way a scrape does: text page → parseExposition → window fold → analyze. Nothing is put in by hand.
import { analyze, type Analysis, type Measures } from '../src/analysis/index.ts';
import { parseExposition, type Layout } from '../src/metrics/exposition/index.ts';
import { createWindowFold, type Snapshot, type Window } from '../src/metrics/window/index.ts';
import type { Measured } from '../src/quantities/index.ts';
import type { EngineSettings } from '../src/settings/index.ts';

/** The labels of the engine that tests speak of when they do not say which. */
export const ENGINE = '{engine="0",model_name="m"}';

/** `num_requests_running` of that engine, as a page names it. */
export const vllm = (name: string, labels = ENGINE): string => `vllm:${name}${labels}`;

export interface Run {
  /** Sample name with labels → its values, scrape by scrape, in Prometheus test notation. */
  readonly series: Readonly<Record<string, string>>;
  readonly everySeconds?: number;
  /** Explicit times instead of every `everySeconds` from 1000 on. */
  readonly atSeconds?: readonly number[];
  readonly target?: string;
  /** Indices of scrapes that failed. */
  readonly failing?: readonly number[];
}

/** `0+5x3` = 0 5 10 15, `7x2` = 7 7 7, `_` (or `stale`) = absent, `_x2` = absent twice, anything else a value. */
export function valuesOf(notation: string): (string | undefined)[] {
  return notation.split(/\s+/).flatMap((word) => {
    const [, from = word, step = '0', times] = /^(-?[\d.]+|_)([+-][\d.]+)?x(\d+)$/.exec(word) ?? [];
    if (from === '_' || from === 'stale') return Array<undefined>(Number(times ?? 1)).fill(undefined);
    if (times === undefined) return [word];
    return Array.from({ length: Number(times) + 1 }, (_, i) => `${Number(from) + i * Number(step)}`);
  });
}

/** The page that shows these samples, with the TYPE lines that vLLM writes. */
export function pageOf(samples: Readonly<Record<string, string | number>>): string {
  const typed = new Set<string>();
  const lines = Object.entries(samples).flatMap(([series, value]) => {
    const name = series.replace(/\{.*/s, '');
    const family = name.replace(/_(bucket|sum|count)$/, '');
    const type = family !== name ? 'histogram' : name.endsWith('_total') ? 'counter' : 'gauge';
    const known = typed.has(family);
    typed.add(family);
    return [...(known ? [] : [`# TYPE ${family} ${type}`]), `${series} ${value}`];
  });
  return `${lines.join('\n')}\n`;
}

/** One snapshot per scrape of the run. */
export function snapshotsOf({ series, everySeconds = 1, atSeconds, target = 't', failing = [] }: Run): Snapshot[] {
  const columns = Object.entries(series).map(([name, notation]) => [name, valuesOf(notation)] as const);
  const scrapes = atSeconds?.length ?? Math.max(...columns.map(([, values]) => values.length));
  let previous: Layout | undefined;
  return Array.from({ length: scrapes }, (_, i): Snapshot => {
    const scrape = { target, atSeconds: atSeconds?.[i] ?? 1000 + i * everySeconds, scrapeSeconds: 0 };
    if (failing.includes(i)) return { ...scrape, failure: { code: 'timeout', message: 'no answer' } };
    const present = columns.flatMap(([name, values]) => (values[i] === undefined ? [] : [[name, values[i]] as const]));
    const page = parseExposition(pageOf(Object.fromEntries(present)), previous);
    previous = page.layout;
    return { ...scrape, page };
  });
}

/** The windows that these snapshots add up to. */
export function foldOf(snapshots: Iterable<Snapshot>, keepSeconds?: number): Window[] {
  const fold = createWindowFold(keepSeconds);
  for (const snapshot of snapshots) fold.add(snapshot);
  return fold.windows();
}

export const windowsOf = (run: Run): Window[] => foldOf(snapshotsOf(run));

/** The window of the only engine of a run. */
export function windowOf(run: Run): Window {
  const [window, another] = windowsOf(run);
  if (!window || another) throw new Error('the run has no engine, or several');
  return window;
}

/**
 * The series of a histogram that is empty at the first scrape and grows evenly to these cumulative counts and this sum over
 * `steps` scrapes. `cumulative` has one entry per edge and a last one for +Inf, which is the count.
 */
export function histogram(
  name: string,
  edges: readonly number[],
  cumulative: readonly number[],
  sum: number,
  { labels = ENGINE, steps = 1 } = {},
): Record<string, string> {
  const grow = (total: number): string => Array.from({ length: steps + 1 }, (_, i) => (total * i) / steps).join(' ');
  const bucket = (i: number): string => `vllm:${name}_bucket${labels.slice(0, -1)},le="${edges[i] ?? '+Inf'}"}`;
  return {
    ...Object.fromEntries(cumulative.map((count, i) => [bucket(i), grow(count)])),
    [`vllm:${name}_sum${labels}`]: grow(sum),
    [`vllm:${name}_count${labels}`]: grow(cumulative.at(-1) ?? 0),
  };
}

const NOTHING_DECLARED: EngineSettings = { deployment: undefined, objective: undefined };

export const analysisOf = (window: Window, settings: Partial<EngineSettings> = {}): Analysis =>
  analyze(window, { ...NOTHING_DECLARED, ...settings });

/** The measures of the only engine of a run. */
export const measuresOf = (run: Run, settings?: Partial<EngineSettings>): Measures =>
  analysisOf(windowOf(run), settings).measures;

/** The ids of what is said about a measure; nothing is said about an unknown one. */
export const annotationsOf = (measured: Measured): string[] =>
  measured.known ? measured.annotations.map(({ id }) => id) : [];

/** The analyses of pages scraped from one target at these times. */
export const analyzePages = (texts: readonly string[], atSeconds: readonly number[]): Analysis[] =>
  foldOf(
    texts.map((text, i) => ({
      target: 't',
      atSeconds: atSeconds[i] ?? Number.NaN,
      scrapeSeconds: 0,
      page: parseExposition(text),
    })),
  ).map((window) => analysisOf(window));
