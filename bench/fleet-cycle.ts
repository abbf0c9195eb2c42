import { readFileSync } from 'node:fs';
import { analyze } from '../src/analysis/index.ts';
import { parseExposition, printExposition, type Exposition } from '../src/metrics/exposition/index.ts';
import { createWindowFold } from '../src/metrics/window/index.ts';
import { assemble } from '../src/report/index.ts';
import { median, type BenchRow } from './bench-row.ts';

const ENGINES = 1000;
const SCRAPE_SECONDS = 15;
const WINDOW_SECONDS = 60;
// From then on the window is full and each cycle is like the next; those are measured.
const WINDOW_SCRAPES = WINDOW_SECONDS / SCRAPE_SECONDS + 1;
const CYCLES = WINDOW_SCRAPES + 5;

/** One scrape cycle of a fleet: from its pages, parsed, to the report. Pages of 60 kB, a layout of its own per target. */
export function benchFleetCycle(): BenchRow[] {
  const text = readFileSync('test/fixtures/expositions/vllm-0.32.0-all-options.prom', 'utf8');
  const pages = Array.from({ length: ENGINES }, () => parseExposition(text));
  const fold = createWindowFold(WINDOW_SECONDS);
  const cpuSeconds: number[] = [];
  let engines = 0;
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const grown = pages.map((page) => grow(page, cycle));
    const before = process.cpuUsage();
    grown.forEach((page, i) => {
      fold.add({ target: `engine-${i}`, atSeconds: cycle * SCRAPE_SECONDS, scrapeSeconds: 0, page });
    });
    const analyses = fold.windows().map((window) => analyze(window, { deployment: undefined, objective: undefined }));
    const report = assemble(analyses, {
      source: 'bench',
      startAtSeconds: 0,
      endAtSeconds: 1,
      samples: ENGINES,
      errors: [],
    });
    const used = process.cpuUsage(before);
    cpuSeconds.push((used.user + used.system) / 1e6);
    engines = report.engines.length;
  }
  if (engines !== ENGINES) throw new Error(`expected ${ENGINES} engines, found ${engines}`);
  const what = `${ENGINES} engines, one scrape cycle from parsed pages to the report`;
  return [
    {
      what,
      measured: median(cpuSeconds.slice(WINDOW_SCRAPES)),
      unit: 's CPU',
      claim: { below: 1 },
      goal: { below: 1 },
    },
  ];
}

/** The same page some cycles later: every number a little larger, as counters are. */
export const grow = (page: Exposition, cycle: number): Exposition => ({
  ...page,
  values: page.values.map((value, i) =>
    page.layout.series[i]?.name.includes('_created') || value > 1e9 ? value : value * (1 + cycle / 100),
  ),
});

/** A page of that moment as text. */
export const grownText = (text: string, cycle: number): string => printExposition(grow(parseExposition(text), cycle));
