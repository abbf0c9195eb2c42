import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseExposition } from '../src/metrics/exposition/index.ts';
import { recognise } from '../src/metrics/catalogue/index.ts';
import { overHttp } from '../src/sources/prometheus-api/index.ts';
import { prometheusTransport } from '../src/sources/index.ts';
import { scrapesOf } from '../test/contracts/scrapes.ts';
import { whyMissing } from '../test/harness/installed.ts';
import { startPrometheus } from '../test/harness/prometheus-server.ts';
import type { BenchRow } from './bench-row.ts';

const ENGINES = 10;
const HOURS = 6;
const SCRAPE_SECONDS = 15;
const POINTS = 1000;
const END_SECONDS = 1_795_320_000;
const ROUNDS = 5;

const REDRAWN_ENGINES = 50;
const TRAIL = 200;
const REDRAWS = 40;

/** What a panel of the data source takes for six hours of ten engines, and the roofline panel for a redraw. */
export async function benchGrafana(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join('node_modules', '.bench-'));
  try {
    return [...(await rangeRows(folder)), ...(await redrawRows(folder))];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @grafana/data is no ES module that Node can read, so what uses it is bundled for `require`. */
async function loaded<Module>(entry: string, folder: string): Promise<Module> {
  const outfile = join(folder, `${entry.replace(/\W+/g, '-')}.cjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@grafana/*', 'react', 'react/jsx-runtime'],
    logLevel: 'error',
  });
  return createRequire(import.meta.url)(join(process.cwd(), outfile)) as Module;
}

type Core = typeof import('../src/grafana/datasource/core.ts');

async function rangeRows(folder: string): Promise<BenchRow[]> {
  if (whyMissing('prometheus', 'promtool') !== undefined) return [];
  const core = await loaded<Core>('src/grafana/datasource/core.ts', folder);
  const server = await startPrometheus({ samples: sixHours() });
  try {
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // A reader of its own each time: what is measured is the reading, not what is kept of it.
      const reader = core.createReader(overHttp(prometheusTransport({ url: server.url })));
      await reader.discover(
        { matchers: [], startAtSeconds: END_SECONDS - HOURS * 3600, endAtSeconds: END_SECONDS },
        never(),
      );
      const start = performance.now();
      const frames = await Promise.all(
        (['occupancy', 'anatomy'] as const).map((kind) =>
          core.askQuery(reader, { refId: 'A', kind }, context(core), never()),
        ),
      );
      seconds.push((performance.now() - start) / 1e3);
      const values = frames.flat().length;
      if (values < 8 * ENGINES) throw new Error(`only ${values} series came back`);
    }
    return [
      {
        what: `panels on ${HOURS} h of ${ENGINES} engines at ${POINTS} points, from a warm Prometheus`,
        measured: Math.min(...seconds),
        unit: 's',
        // Another process on one of two cores doubles it.
        claim: { below: 3 },
        goal: { below: 1.5 },
      },
    ];
  } finally {
    await server.stop();
  }
}

const never = (): AbortSignal => new AbortController().signal;

const context = (core: Core) => ({
  fromSeconds: END_SECONDS - HOURS * 3600,
  toSeconds: END_SECONDS,
  maxDataPoints: POINTS,
  scopedVars: {},
  filters: [],
  interpolate: (text: string) => text,
  formatTime: String,
  source: 'bench',
  settings: core.settingsOf({}),
});

/** A page of an overload that goes on for hours, without buckets: what panels ask of it that show no percentiles. */
function sixHours(): string {
  const [page] = scrapesOf('b_overload', 60, 62).map(({ body }) => parseExposition(body));
  if (!page) throw new Error('unreachable: the recording has that scrape');
  const lines: string[] = [];
  for (let engine = 0; engine < ENGINES; engine++) {
    page.layout.series.forEach(({ name, labels }, i) => {
      if (!recognise(name) || name.endsWith('_bucket')) return;
      const written = Object.entries({ ...labels, instance: `gpu-${engine}:8000`, job: 'vllm' }).map(
        ([key, value]) => `${key}="${value}"`,
      );
      const series = `${name}{${written.join()}}`;
      const isCounter = /_(total|count|sum)$/.test(name);
      const value = page.values[i] ?? 0;
      for (let at = -HOURS * 3600; at <= 0; at += SCRAPE_SECONDS) {
        const grown = isCounter ? value * (1 + (at + HOURS * 3600) / 60) : value;
        lines.push(`${series} ${grown} ${END_SECONDS + at}`);
      }
    });
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

type Drawing = typeof import('../src/grafana/panel/drawing.ts');
type Frames = typeof import('../test/grafana/panel/roofline-frames.ts');

async function redrawRows(folder: string): Promise<BenchRow[]> {
  const { redraw } = await loaded<Drawing>('src/grafana/panel/drawing.ts', folder);
  const frames = (await loaded<Frames>('test/grafana/panel/roofline-frames.ts', folder)).fleet(REDRAWN_ENGINES, TRAIL);
  const view = { hiddenParts: new Set<never>(), hiddenEngines: new Set<string>(), labelledEngines: 3 };
  const milliseconds = Array.from({ length: REDRAWS }, () => {
    const start = performance.now();
    redraw(frames, view, { width: 900, height: 500 });
    return performance.now() - start;
  });
  return [
    {
      what: `redraw of a roofline, ${REDRAWN_ENGINES} engines × ${TRAIL} points of their trails`,
      measured: Math.min(...milliseconds),
      unit: 'ms',
      claim: { below: 16 },
      goal: { below: 8 },
    },
  ];
}
