// Run by fleet.ts as a process of its own: makes the summary of one fleet a few times and says what it cost.
import { reportOf } from '../src/cli/report-of.ts';
import { renderText } from '../src/report/index.ts';
import { parseSettings, promisedLatencies } from '../src/settings/index.ts';
import { prometheusSource, prometheusTransport, systemClock, type Transport } from '../src/sources/index.ts';
import { median } from './bench-row.ts';

export interface FleetCost {
  readonly engines: number;
  /** Of the first summary, and of later ones. */
  readonly firstSeconds: number;
  readonly againSeconds: number;
  /** Of a later summary, on this side. */
  readonly cpuSeconds: number;
  readonly requests: number;
  readonly residentBytes: number;
}

const AGAIN = 5;

const [url = '', engines = '', endSeconds = '', windowSeconds = ''] = process.argv.slice(2);
const parsed = parseSettings({ objectives: [{ ttftSeconds: 1, tpotSeconds: 0.1 }] });
if ('problems' in parsed) throw new Error(parsed.problems.join());
const { settings } = parsed;

const transport = prometheusTransport({ url });
let requests = 0;
let residentBytes = 0;
const counting: Transport = {
  name: transport.name,
  send: (request) => {
    requests++;
    return transport.send(request);
  },
};
const source = prometheusSource({
  transport: counting,
  clock: systemClock,
  promised: promisedLatencies(settings),
  matchers: [{ label: 'fleet', operator: '=', value: engines }],
});

/** Each at another instant: a server remembers what it was asked before. */
async function summarise(secondsAgo: number): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  requests = 0;
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const observation = await source.observe({
    to: { kind: 'unix', seconds: Number(endSeconds) - secondsAgo },
    lastSeconds: Number(windowSeconds),
  });
  const report = reportOf(source.name, observation, settings);
  renderText(report);
  if (report.engines.length !== Number(engines)) throw new Error(`${report.engines.length} engines of ${engines}`);
  residentBytes = Math.max(residentBytes, process.memoryUsage.rss());
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const first = await summarise(0);
const again = [];
for (let i = 1; i <= AGAIN; i++) again.push(await summarise(i));
const cost: FleetCost = {
  engines: Number(engines),
  firstSeconds: first.seconds,
  againSeconds: median(again.map(({ seconds }) => seconds)),
  cpuSeconds: median(again.map(({ cpuSeconds }) => cpuSeconds)),
  requests,
  residentBytes,
};
process.stdout.write(JSON.stringify(cost));
