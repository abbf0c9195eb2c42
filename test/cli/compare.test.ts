import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EXIT } from '../../src/cli/exit-code.ts';
import type { ComparisonReport } from '../../src/report/index.ts';
import { benchmarkPath, realResult, repeatsOf, type Repeats } from '../comparison/benchmark/made-up-runs.ts';
import { slowedRecording } from '../comparison/slowed.ts';
import { runRidgeline, type Finished } from './run-ridgeline.ts';
import { emptyFolder, expectComplaint, fileIn, fixture, origin } from './surroundings.ts';

const steady = fixture('recordings/a_steady.jsonl.gz');
const overload = fixture('recordings/b_overload.jsonl.gz');
const burst = fixture('recordings/m_v0221_burst.jsonl.gz');

const compare = (...args: string[]): Promise<Finished> => runRidgeline(['compare', ...args]);

const reportIn = ({ stdout, stderr }: Finished): ComparisonReport => {
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ComparisonReport;
};

let slowed: string;
let baseline: string;
let slower: string;
beforeAll(async () => {
  const folder = await emptyFolder();
  slowed = slowedRecording('m_v0221_burst', 1.2, join(folder, 'slowed.jsonl'));
  [baseline = '', slower = ''] = await Promise.all([
    repeatsIn(join(folder, 'baseline'), { count: 4, seed: 1 }),
    repeatsIn(join(folder, 'tonight'), { count: 4, seed: 2, slower: 1.15 }),
  ]);
});

async function repeatsIn(folder: string, repeats: Repeats): Promise<string> {
  await mkdir(folder);
  const results = repeatsOf(realResult(), repeats);
  await Promise.all(results.map((result, i) => fileIn(folder, `run-${i}.json`, JSON.stringify(result))));
  return folder;
}

describe.concurrent('compare of engines', () => {
  it('says first that it got worse, and exits so that a script stops', async () => {
    const { code, stdout, stderr } = await runRidgeline(['compare', burst, slowed], { fromSource: true });
    expect({ code, stderr }).toEqual({ code: EXIT.findings, stderr: '' });
    expect(stdout).toMatch(/^B is worse at equal load: ITL \+20 % \(\+\d/);
    for (const part of ['COMPARED', 'WORKLOAD', 'SYSTEM', 'WHAT LIMITED IT', 'WHAT CANNOT BE TOLD']) {
      expect(stdout).toContain(part);
    }
  });

  it('says that another workload is no regression, and that nothing else can be told', async () => {
    const { code, stdout } = await compare(steady, overload);
    expect(code).toBe(EXIT.notMeasured);
    expect(stdout).toMatch(/^The workload changed: output length ×2; whether the system did cannot be told/);
    expect(stdout).toMatch(/not measured at equal load/);
  });

  it('passes where a change is within the threshold', async () => {
    const { code, stdout } = await compare(burst, slowed, '--threshold', '30%');
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(/^No regression: ITL within ±30 % at equal load/);
  });

  it('takes two ranges of one recording, and the same of two', async () => {
    const ranges = ['--range-a', '..60s', '--range-b', '60s..120s', '--format', 'json'];
    const [one, two] = await Promise.all([compare(steady, ...ranges), compare(steady, steady, ...ranges)]);
    expect(reportIn(one)).toEqual(reportIn(two));
    const report = reportIn(one);
    if (report.kind !== 'engines') throw new Error('no engines');
    const { a, b } = report.sides;
    expect(a.endAtSeconds).toBeLessThanOrEqual(b.startAtSeconds);
    expect(b.endAtSeconds - b.startAtSeconds).toBeLessThanOrEqual(60);
    expect(report.stepSeconds).toBeGreaterThan(3.9);
  });

  it('prints JSON that its schema accepts', async () => {
    const [schema, engines, benchmarks] = await Promise.all([
      runRidgeline(['schema', 'comparison']),
      compare(burst, slowed, '--format', 'json'),
      compare(baseline, slower, '--format', 'json'),
    ]);
    const validator = z.fromJSONSchema(JSON.parse(schema.stdout) as Parameters<typeof z.fromJSONSchema>[0]);
    for (const run of [engines, benchmarks]) expect(validator.safeParse(reportIn(run)).error).toBeUndefined();
    expect(validator.safeParse({ ...reportIn(engines), schemaVersion: 2 }).success).toBe(false);
    expect(reportIn(engines)).toMatchObject({ schemaVersion: 1, kind: 'engines', verdict: 'regressed' });
  });

  it('prints Markdown', async () => {
    const { stdout } = await compare(burst, slowed, '--format', 'markdown');
    expect(stdout).toMatch(/^# B is worse/);
    expect(stdout).toMatch(/^\| ITL \| .* \| .* \| \+20 % .* \| WORSE \|$/m);
  });

  it('compares goodput where objectives are declared', async () => {
    const { stdout } = await compare(burst, slowed, '--ttft', '0.5', '--tpot', '0.05');
    expect(stdout).toMatch(/goodput .* → .* of requests/);
  });
});

describe.concurrent('compare of benchmarks', () => {
  it('gates by the noise of repeats', async () => {
    const { code, stdout, stderr } = await compare(baseline, slower);
    expect({ code, stderr }).toEqual({ code: EXIT.findings, stderr: '' });
    expect(stdout).toMatch(/^B is worse: TTFT/);
  });

  it('passes against itself', async () => {
    const { code, stdout } = await compare(baseline, baseline);
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(/^No regression: /);
  });

  it('cannot tell from single runs, unless their noise is given', async () => {
    const real = benchmarkPath('steady');
    const [without, given] = await Promise.all([compare(real, real), compare(real, real, '--noise', '1%')]);
    expect([without.code, given.code]).toEqual([EXIT.notMeasured, EXIT.ok]);
    expect(without.stdout).toMatch(/repeat one of them, or give --noise/);
  });

  it('judges only the measures asked for', async () => {
    const run = await compare(baseline, slower, '--measures', 'outputTokensPerSecond', '--format', 'json');
    const report = reportIn(run);
    if (report.kind !== 'benchmarks') throw new Error('no benchmarks');
    expect(report.pairs[0]?.system.map(({ id }) => id)).toEqual(['failedRequests', 'outputTokensPerSecond']);
  });

  it('counts failed requests as a regression', async () => {
    const { code, stdout } = await compare(benchmarkPath('restarted'), benchmarkPath('restart'));
    expect(code).toBe(EXIT.findings);
    expect(stdout).toMatch(/^B is worse: failed requests \(0 of 120 failed in A, 16 of 120 in B\)/);
  });

  it('never compares different benchmarks silently', async () => {
    const { code, stdout } = await compare(benchmarkPath('steady'), benchmarkPath('restarted'), '--noise', '1%');
    expect(code).toBe(EXIT.notMeasured);
    expect(stdout).toMatch(/^The workload changed: prompts 280 → 120/);
  });
});

describe.concurrent('what compare refuses', () => {
  it.each([
    ['nothing to compare with', [steady], /Nothing to compare with: give B/],
    ['a range against all of it', [steady, '--range-a', '0s..60s'], /Nothing to compare with: give B/],
    [
      'metrics against a benchmark',
      [steady, benchmarkPath('steady')],
      /what a client measured and what an engine counts cannot be compared/,
    ],
    ['a live engine', ['http://localhost:8000/metrics', steady], /has no past to compare\. Record it first/],
    ['deployments of a recording', [steady, '--match-a', '{a="b"}'], /--match-a is for a Prometheus/],
    ['noise of engines', [steady, overload, '--noise', '2%'], /--noise is for results of benchmarks/],
    [
      'ranges of a benchmark',
      [benchmarkPath('steady'), benchmarkPath('steady'), '--range-a', '1s..2s'],
      /--range-a is for metrics of engines/,
    ],
    ['standard input', ['-', steady], /reads each side twice/],
    [
      'a measure that is none',
      [benchmarkPath('steady'), benchmarkPath('steady'), '--measures', 'ttft'],
      /--measures ttft: no result has that; they have ttftSeconds, /,
    ],
    ['a live engine with a password', ['http://me:secret@localhost:8000', steady], /^(?!.*secret).*has no past/s],
    ['one benchmark', [benchmarkPath('steady')], /Give two results of benchmarks/],
    ['a range that is none', [steady, '--range-a', '5s'], /"5s" is no range/],
    ['a threshold beyond all', [steady, overload, '--threshold', '200%'], /not below 100 %/],
    ['a step within a scrape', [steady, overload, '--step', '200ms'], /shorter than the 1 s between two scrapes/],
  ] as const)('%s', async (_, args, words) => {
    expectComplaint(await compare(...args), EXIT.usage, words);
  });

  it('a file that is not there, and one that is nothing', async () => {
    const folder = await emptyFolder();
    const nothing = await fileIn(folder, 'nothing.json', '{}');
    const runs = await Promise.all([compare(steady, join(folder, 'none.jsonl')), compare(nothing, nothing)]);
    expectComplaint(runs[0], EXIT.notMeasured, /none\.jsonl/);
    expectComplaint(runs[1], EXIT.notMeasured, /holds no result of vllm bench/);
  });

  it('a Prometheus that is none, without a token in its words', async () => {
    const folder = await emptyFolder();
    const token = await fileIn(folder, 'token', 'secret-token');
    const server = await origin((_, response) => response.writeHead(404).end('nothing here'));
    const run = await compare(
      `prometheus+${server}`,
      '--last',
      '5m',
      '--match-a',
      '{a="b"}',
      '--bearer-token-file',
      token,
    );
    expectComplaint(run, EXIT.notMeasured);
    expect(run.stderr).not.toContain('secret-token');
  });
});
