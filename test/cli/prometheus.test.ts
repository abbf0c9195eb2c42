import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import type { ComparisonReport, Report } from '../../src/report/index.ts';
import { scrapesOf, type Scrape } from '../contracts/scrapes.ts';
import { whyMissing } from '../harness/installed.ts';
import { startPrometheus } from '../harness/prometheus-server.ts';
import { samplesOf } from '../harness/samples-of.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { reportIn } from './report-in.ts';
import { runRidgeline } from './run-ridgeline.ts';
import { fixture, nobody } from './surroundings.ts';

const missing = whyMissing('prometheus', 'promtool');

/** As if the recordings had been made until just now. */
function untilNow(scrapes: readonly Scrape[]): Scrape[] {
  const shift = Math.floor(Date.now() / 1000) - (scrapes.at(-1)?.t ?? 0);
  return scrapes.map((scrape) => ({ ...scrape, t: scrape.t + shift }));
}

let server: RunningServer | undefined;
let overload: readonly Scrape[] = [];
beforeAll(async () => {
  if (missing !== undefined) return;
  overload = untilNow(scrapesOf('b_overload'));
  const scrapes = [...overload, ...untilNow(scrapesOf('a_steady'))];
  server = await startPrometheus({ samples: samplesOf(scrapes, 'openmetrics') });
}, 60_000);
afterAll(() => server?.stop());
beforeEach(({ skip }) => {
  skip(missing !== undefined, missing);
});

const prometheus = (): string => `prometheus+${server?.url ?? ''}`;

async function reportOf(...args: string[]): Promise<Report> {
  return reportIn(await runRidgeline(['analyze', ...args, '--format', 'json']));
}

describe('compare in a Prometheus', () => {
  const inA = ['--match-a', '{instance="a_steady"}'];

  it('two deployments, as their recordings', async () => {
    const asked = ['--last', '140s', '--step', '10s', '--format', 'json'];
    const { code, stdout } = await runRidgeline([
      'compare',
      prometheus(),
      ...inA,
      '--match-b',
      '{instance="b_overload"}',
      ...asked,
    ]);
    expect(code).toBe(EXIT.notMeasured);
    const report = JSON.parse(stdout) as ComparisonReport;
    if (report.kind !== 'engines') throw new Error('no engines');
    const { sides, workload, system, summary } = report;
    expect([sides.a.engines, sides.b.engines]).toEqual([1, 1]);
    expect([sides.a.steps, sides.b.steps]).toEqual([14, 14]);
    expect(summary).toMatch(/^The workload changed: .*output length ×2/);
    expect(workload.find(({ id }) => id === 'generationTokensPerRequest')?.effect?.ratio).toBeCloseTo(2, 1);
    expect(system.find(({ id }) => id === 'itlSeconds')?.reason).toMatch(/not measured at equal load/);
  });

  it('one with itself, of which it chooses the step by the scrapes', async () => {
    const run = await runRidgeline([
      'compare',
      prometheus(),
      ...inA,
      '--match-b',
      '{instance="a_steady"}',
      '--last',
      '2m',
      '--format',
      'json',
    ]);
    const report = JSON.parse(run.stdout) as ComparisonReport;
    if (report.kind !== 'engines') throw new Error('no engines');
    expect(report.stepSeconds).toBeGreaterThanOrEqual(4);
    expect(report.stepSeconds).toBeLessThanOrEqual(6);
    expect(report.sides.a.steps).toBeGreaterThanOrEqual(20);
    for (const { effect } of report.system) if (effect) expect(effect.ratio).toBeCloseTo(1, 6);
  });

  it('refuses offsets, which count from nothing there', async () => {
    const { code, stderr } = await runRidgeline([
      'compare',
      prometheus(),
      ...inA,
      '--range-a',
      '0s..60s',
      '--range-b',
      '60s..120s',
    ]);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(/has no beginning to count from/);
  });
});

describe('analyze a Prometheus', () => {
  it('shows a fleet, the worst first, and all together', async () => {
    const { code, stdout } = await runRidgeline(['analyze', prometheus(), '--last', '2m', '--top', '1']);
    expect(code).toBe(EXIT.findings);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^ENGINE +STATE +NEW WAIT/);
    expect(lines[1]).toContain('b_overload');
    expect(lines[2]).toContain('a_steady');
    expect(lines[3]).toContain('2 engines together');
    expect(stdout).toContain('1 more engines not in full');
  });

  it('only the engines that --match names', async () => {
    const { engines, fleet } = await reportOf(prometheus(), '--last', '2m', '--match', '{instance=~"a_.*"}');
    expect(engines.map(({ target }) => target)).toEqual(['a_steady']);
    expect(fleet).toBeUndefined();
  });

  it('exactly, as its scrapes in a recording', async () => {
    const [first, last] = [overload[0], overload.at(-1)].map((scrape) => (scrape?.t ?? 0) + (scrape?.dur ?? 0) / 2);
    const { engines } = await reportOf(
      prometheus(),
      ...['--exact', '--match', 'instance="b_overload"', '--from', `${first ?? ''}`, '--to', `${last ?? ''}`],
    );
    const recorded = await reportOf(fixture('recordings/b_overload.jsonl.gz'));
    const tokens = ({ engines: [engine] }: Pick<Report, 'engines'>) => engine?.measures['generationTokensPerRequest'];
    expect(engines[0]?.window.samples).toBe(recorded.engines[0]?.window.samples);
    expect(tokens({ engines })).toEqual(tokens(recorded));
  });

  it('step by step', async () => {
    const asked = ['--last', '3m', '--step', '30s', '--match', 'instance="b_overload"'];
    const { steps } = await reportOf(prometheus(), ...asked);
    expect(steps?.map(({ startAtSeconds, endAtSeconds }) => endAtSeconds - startAtSeconds)).toEqual(
      new Array(6).fill(30),
    );
    const { stdout } = await runRidgeline(['analyze', prometheus(), ...asked]);
    expect(stdout).toMatch(/OVER TIME \(each row: the 30 s before it\)\n +UNTIL \(UTC\) +NEW WAIT/);
  });

  it('as a page with its course by itself, which can be made again when the past has moved on', async () => {
    const asked = ['--last', '3m', '--match', 'instance="b_overload"', '--format', 'html'];
    const { code, stdout, stderr } = await runRidgeline(['analyze', prometheus(), ...asked]);
    expect({ code, stderr }).toEqual({ code: EXIT.findings, stderr: '' });
    expect(stdout).toContain('Wait of a request arriving then');
    const iso = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
    const words = stdout.replaceAll(/<\/?span[^>]*>/g, '');
    expect(words).toMatch(new RegExp(`<code>ridgeline analyze .* --from ${iso} --to ${iso}</code>`));
    expect(stdout).not.toContain('--last');
  });

  it('a recording can be shown step by step, too', async () => {
    const { steps } = await reportOf(fixture('recordings/b_overload.jsonl.gz'), '--step', '30s');
    expect(steps?.length).toBe(6);
  });
});

it('watch begins its curves with the past', async () => {
  const { code, stdout, stderr } = await runRidgeline([
    'watch',
    prometheus(),
    '--last',
    '2m',
    '--step',
    '20s',
    '--every',
    '1s',
    '--for',
    '3s',
    '--match',
    'instance="b_overload"',
  ]);
  expect(code).toBe(0);
  expect(stderr).toContain('b_overload');
  expect(stdout).toContain('HOW BUSY');
});

describe('what cannot be is refused in one paragraph', () => {
  it.each([
    ['a --match that is none', ['--match', '{instance="a"} or vector(1)'], 64, /--match .* cannot be read from/],
    ['an offset from a beginning that is not there', ['--from', '25s'], 64, /Unix seconds or as ISO 8601/],
    ['nothing that matches', ['--match', 'instance="nobody"'], 2, /no series of vLLM that match \{instance="nobody"\}/],
    [
      'a stretch without scrapes',
      ['--from', '1000000000', '--to', '1000000300'],
      2,
      /no series of vLLM|fewer than two/,
    ],
  ] as const)('%s', async (_, args, code, message) => {
    const finished = await runRidgeline(['analyze', prometheus(), ...args]);
    expect(finished).toMatchObject({ code, stdout: '' });
    expect(finished.stderr).toMatch(message);
  });

  it.each([
    [
      '--match without a Prometheus',
      [fixture('recordings/b_overload.jsonl.gz'), '--match', 'a="b"'],
      64,
      /prometheus\+http/,
    ],
    ['--exact without a Prometheus', [fixture('recordings/b_overload.jsonl.gz'), '--exact'], 64, /prometheus\+http/],
    ['two of them', ['prometheus+http://a', 'prometheus+http://b'], 64, /one Prometheus and nothing beside it/],
    ['--step of a live engine', ['http://127.0.0.1:9', '--step', '5s'], 64, /A live engine has no past/],
  ] as const)('%s', async (_, args, code, message) => {
    const finished = await runRidgeline(['analyze', ...args]);
    expect(finished).toMatchObject({ code, stdout: '' });
    expect(finished.stderr).toMatch(message);
  });

  it('a Prometheus that is not there', async () => {
    const finished = await runRidgeline(['analyze', `prometheus+${await nobody()}`]);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toMatch(/connection was refused \(ECONNREFUSED\)/);
  });

  it('history of what is scraped live', async () => {
    const finished = await runRidgeline(['watch', 'http://127.0.0.1:9', '--last', '1h']);
    expect(finished).toMatchObject({ code: 64 });
    expect(finished.stderr).toMatch(/need a Prometheus/);
  });
});
