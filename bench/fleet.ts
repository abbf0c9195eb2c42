import { spawnSync } from 'node:child_process';
import { parseExposition } from '../src/metrics/exposition/index.ts';
import { RECORDINGS } from '../test/accuracy/truth.ts';
import { scrapesOf } from '../test/contracts/scrapes.ts';
import { whyMissing } from '../test/harness/installed.ts';
import type { RunningServer } from '../test/harness/server-process.ts';
import { startVictoria } from '../test/harness/victoria-server.ts';
import type { BenchRow } from './bench-row.ts';
import type { FleetCost } from './fleet-child.ts';

const FLEETS = [10, 100, 1000];
const WINDOW_SECONDS = 300;
const SCRAPE_SECONDS = 15;
const SCRAPES = WINDOW_SECONDS / SCRAPE_SECONDS + 1;
/** Two engines on a page would make more engines than are counted. */
const TWO_ENGINES = 'k_dp2_api2';
const END_SECONDS = 1_795_317_600;

/**
 * The summary of a fleet over the last five minutes, asked of a real VictoriaMetrics on the same two cores. Each fleet has
 * a process of its own, as the command line has; the recordings of test/fixtures take turns as engines.
 */
export async function benchFleet(): Promise<BenchRow[]> {
  if (whyMissing('victoria-metrics') !== undefined) return [];
  const server = await startVictoria(undefined, ['-search.maxUniqueTimeseries=2000000']);
  try {
    for (const engines of FLEETS) await load(server, engines);
    // A server that scrapes a fleet has its index in memory; one that was just loaded does not.
    costOf(server, Math.max(...FLEETS));
    const costs = FLEETS.map((engines) => costOf(server, engines));
    return rowsOf(costs);
  } finally {
    await server.stop();
  }
}

function rowsOf(costs: readonly FleetCost[]): BenchRow[] {
  const [few, some, many] = costs;
  if (!few || !some || !many) throw new Error('unreachable: three fleets');
  const perEngine = ({ cpuSeconds, engines }: FleetCost): number => cpuSeconds / engines;
  const growth = ({ residentBytes }: FleetCost): number => residentBytes - few.residentBytes;
  const row = (what: string, measured: number, unit: string, below: number, goal = below): BenchRow => ({
    what: `fleet in VictoriaMetrics, ${what}`,
    measured,
    unit,
    claim: { below },
    goal: { below: goal },
  });
  return [
    row('1,000 engines, 5 min, from the query to the report', many.againSeconds, 's', 3, 2),
    row('1,000 engines, the first time in a fresh process', many.firstSeconds, 's', 5, 2),
    row('HTTP requests for 1,000 engines ÷ for 10', many.requests / few.requests, '×', 1.01),
    row('CPU per engine at 1,000 ÷ at 100', perEngine(many) / perEngine(some), '×', 1.5),
    row('memory over that of 10 engines, at 1,000 ÷ at 100', growth(many) / Math.max(growth(some), 1e6), '×', 15),
  ];
}

function costOf({ url }: RunningServer, engines: number): FleetCost {
  const child = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bench/fleet-child.ts', url, `${engines}`, `${END_SECONDS}`, `${WINDOW_SECONDS}`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(child.stdout) as FleetCost;
}

/** So many engines with the label `fleet`, each playing a recording, one scrape in fifteen seconds. */
async function load({ url }: RunningServer, engines: number): Promise<void> {
  const recordings = RECORDINGS.filter((name) => !name.startsWith(TWO_ENGINES)).map(seriesOf);
  const timestamps = Array.from(
    { length: SCRAPES },
    (_, i) => (END_SECONDS - WINDOW_SECONDS + i * SCRAPE_SECONDS) * 1000,
  );
  const suffix = `,"timestamps":[${timestamps.join()}]}\n`;
  for (let from = 0; from < engines; from += 100) {
    const lines = Array.from({ length: Math.min(100, engines - from) }, (_, i) => {
      const number = from + i;
      const own = `"fleet":"${engines}","job":"vllm","instance":"10.${engines % 251}.${number >> 8}.${number & 255}:8000","pod":"vllm-${number}"`;
      const recording = recordings[number % recordings.length] ?? [];
      return recording
        .map(({ labels, values }) => `{"metric":{${labels},${own}},"values":[${values}]${suffix}`)
        .join('');
    });
    const answer = await fetch(`${url}/api/v1/import`, { method: 'POST', body: lines.join('') });
    if (!answer.ok) throw new Error(`the import failed: ${await answer.text()}`);
  }
  await fetch(`${url}/internal/force_flush`);
}

/** The series of a recording with as many of its values as there are scrapes, spread over the run. */
function seriesOf(name: string): { readonly labels: string; readonly values: string }[] {
  const scrapes = scrapesOf(name).filter(({ status }) => status === 200);
  const pages = Array.from({ length: SCRAPES }, (_, i) => {
    const scrape = scrapes[Math.floor((i * (scrapes.length - 1)) / (SCRAPES - 1))];
    return parseExposition(scrape?.body ?? '');
  });
  return (pages.at(-1)?.layout.series ?? []).map(({ name: metric, labels }, index) => ({
    labels: JSON.stringify({ __name__: metric, ...labels }).slice(1, -1),
    values: pages.map(({ values }) => values[index] ?? 0).join(),
  }));
}
