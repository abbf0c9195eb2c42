import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import { startReplay } from '../../src/cli/replay-server.ts';
import type { Report } from '../../src/report/index.ts';
import { readRecording, systemClock } from '../../src/sources/index.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportIn } from './report-in.ts';
import { interrupt, runRidgeline, startRidgeline } from './run-ridgeline.ts';
import { emptyFolder, fileIn, fixture, nobody, origin, untilTheEnd } from './surroundings.ts';

const recording = fixture('recordings/b_overload.jsonl.gz');

const analyzeAsJson = async (...args: string[]): Promise<Report> =>
  reportIn(await runRidgeline(['analyze', ...args, '--format', 'json']));

let middles: number[];
beforeAll(async () => {
  middles = [];
  for await (const { atSeconds } of readRecording(recording)) middles.push(atSeconds);
});

describe.concurrent('analyze', () => {
  it('reports a whole recording as text', async () => {
    const { code, stdout, stderr } = await runRidgeline(['analyze', recording], { fromSource: true });
    expect({ code, stderr }).toEqual({ code: EXIT.findings, stderr: '' });
    // No terminal, no colours.
    expect(stdout).not.toContain('\u001b');
    for (const part of ['HOW BUSY', 'WHERE THE TIME GOES', 'ARE USERS SERVED', 'WHAT LIMITS IT', '191 samples']) {
      expect(stdout).toContain(part);
    }
  });

  it('finds nothing to say of an engine that is fine', async () => {
    const { code, stdout } = await runRidgeline(['analyze', fixture('recordings/a_steady.jsonl.gz')]);
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(/Limited by what arrives/);
  });

  it('judges a stretch of the past beside as long a one before it', async () => {
    const shiftOf = async (...args: string[]) => {
      const [engine] = (await analyzeAsJson(recording, ...args)).engines;
      return engine?.findings?.find(({ id }) => id === 'shape-shift');
    };
    // Nine a second arrive for a minute, and then hardly any.
    expect(await shiftOf('--from', '70s', '--to', '2m10s')).toMatchObject({ state: 'fires' });
    expect(await shiftOf()).toMatchObject({ state: 'cannot-tell' });
  });

  it('reports as Markdown', async () => {
    const { code, stdout, stderr } = await runRidgeline(['analyze', recording, '--format', 'markdown']);
    expect({ code, stderr }).toEqual({ code: EXIT.findings, stderr: '' });
    expect(stdout).toMatch(/^#+ /m);
    expect(stdout).toMatch(/^\|.*\|$/m);
    // How it went, and how to make it again, without being asked.
    expect(stdout).toContain('### Over time');
    expect(stdout).toMatch(/^ridgeline analyze .*b_overload\.jsonl\.gz --format markdown$/m);
  });

  it('reports as a page, as the file is called, with the course and the command line of the past', async () => {
    const path = join(await emptyFolder(), 'incident.html');
    const asked = ['analyze', recording, '--ttft', '0.5', '--header', 'X-Key: secret', '--output', path];
    const { code, stdout, stderr } = await runRidgeline(asked);
    expect({ code, stdout, stderr }).toEqual({ code: EXIT.findings, stdout: '', stderr: '' });
    const page = readFileSync(path, 'utf8');
    expect(page).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(page).toContain('Limited by');
    expect(page).toContain('What fired, and when');
    expect(page).toContain('--ttft 0.5');
    expect(page).not.toContain('secret');
    expect(page.length).toBeLessThan(300_000);
  });

  it('reports as a page on stdout, in steps as asked for', async () => {
    const { code, stdout } = await runRidgeline(['analyze', recording, '--format', 'html', '--step', '1m']);
    expect(code).toBe(EXIT.findings);
    expect(stdout.match(/<th scope="row"\s*>11-22 /g)).toHaveLength(3);
  });

  it('keeps the format that was asked for, whatever the file is called', async () => {
    const path = join(await emptyFolder(), 'report.html');
    await runRidgeline(['analyze', recording, '--format', 'json', '--output', path]);
    expect(readFileSync(path, 'utf8')).toMatch(/^\{/);
  });

  it('says that it cannot write there, and that there is no such format', async () => {
    const path = join(await emptyFolder(), 'no', 'report.html');
    const { code, stdout, stderr } = await runRidgeline(['analyze', recording, '--output', path]);
    expect({ code, stdout }).toEqual({ code: EXIT.usage, stdout: '' });
    expect(stderr).toContain('cannot be written: there is no such folder');
    expect((await runRidgeline(['analyze', recording, '--format', 'pdf'])).code).toBe(EXIT.usage);
  });

  it('reports the same stretch, however it is named', async () => {
    const first = middles[0] ?? Number.NaN;
    const iso = (seconds: number) => new Date((first + seconds) * 1000).toISOString();
    const reports = await Promise.all([
      analyzeAsJson(recording, '--from', '24.5s', '--to', '1m24.5s'),
      analyzeAsJson(recording, '--from', `${first + 24.5}`, '--to', `${first + 84.5}`),
      analyzeAsJson(recording, '--from', iso(24.5), '--to', iso(84.5)),
      analyzeAsJson(recording, '--to', '84.5s', '--last', '60s'),
    ]);
    const [inside] = reports;
    const expected = middles.filter((middle) => middle >= first + 24.5 && middle <= first + 84.5);
    expect(inside.window).toMatchObject({
      startAtSeconds: expected[0],
      endAtSeconds: expected.at(-1),
      samples: expected.length,
    });
    for (const report of reports) expect(report).toEqual(inside);
  });

  it('reports the last minute', async () => {
    const { window, engines } = await analyzeAsJson(recording, '--last', '1m');
    const end = middles.at(-1) ?? Number.NaN;
    expect(window).toMatchObject({
      startAtSeconds: middles.find((middle) => middle >= end - 60),
      endAtSeconds: end,
    });
    expect(engines[0]?.window).toEqual(window);
  });

  it('takes settings from a file, and objectives from the command line before those', async () => {
    const settings = await fileIn(
      await emptyFolder(),
      'mine.yaml',
      `deployments:
  - match: { model: "ti.*" }
    engine: { maxNumSeqs: 16, maxNumBatchedTokens: 2048 }
objectives:
  - ttftSeconds: 7
`,
    );
    const [fromFile, fromFlags] = await Promise.all([
      analyzeAsJson(recording, '--settings', settings),
      analyzeAsJson(recording, '--settings', settings, '--ttft', '0.3', '--tpot', '0.03', '--e2e', '4'),
    ]);
    const declared = { maxNumSeqs: 16, maxNumBatchedTokens: 2048 };
    expect(fromFile.engines).toMatchObject([{ declared, objective: { ttftSeconds: 7 } }]);
    expect(fromFile.engines[0]?.measures['sequenceCap']).toMatchObject({ known: true, value: 16, annotations: [] });
    expect(fromFlags.engines).toMatchObject([
      { declared, objective: { ttftSeconds: 0.3, tpotSeconds: 0.03, e2eSeconds: 4 } },
    ]);
    expect(fromFlags.engines[0]?.measures['goodputRatio']).toMatchObject({ known: true });
  });

  it('takes ridgeline.yaml of the folder it runs in', async () => {
    const cwd = await emptyFolder();
    await fileIn(cwd, 'ridgeline.yaml', 'objectives: [{ e2eSeconds: 5 }]\n');
    const run = await runRidgeline(['analyze', recording, '--format', 'json'], { cwd });
    expect(reportIn(run).engines).toMatchObject([{ objective: { e2eSeconds: 5 } }]);
  });

  it('reads standard input', async () => {
    const input = readFileSync(recording);
    const { window } = reportIn(await runRidgeline(['analyze', '-', '--last', '1m', '--format', 'json'], { input }));
    expect(window.endAtSeconds).toBe(middles.at(-1));
    expect(window.seconds).toBeLessThan(60.1);
  });

  it.each([
    ['that is fine', fixture('recordings/a_steady.jsonl.gz'), EXIT.ok],
    ['with findings, which its code still tells', recording, EXIT.findings],
  ])('minds no reader that goes away early, of an engine %s', async (_, file, code) => {
    const running = startRidgeline(['analyze', file, '--format', 'json']);
    running.child.stdout.destroy();
    expect(await running.finished).toMatchObject({ code, stderr: '' });
  });

  it('reports live engines, and lists the one that does not answer', async () => {
    const replay = await startReplay(recording, { clock: systemClock, speed: 20 });
    untilTheEnd(() => replay.close());
    const dead = await nobody();
    const report = await analyzeAsJson(replay.url, dead, '--for', '2s', '--every', '500ms');
    expect(report.engines.map(({ target }) => target)).toEqual([replay.url]);
    expect(report.errors).toMatchObject([{ target: `${dead}/metrics`, code: 'unreachable' }]);
    expect(report.window.seconds).toBeGreaterThan(0.9);
    expect(report.window.seconds).toBeLessThan(3);
    expect(report.engines[0]?.measures['requestsRunning']).toMatchObject({ known: true });
  });

  it('as a page says that a live engine has no past', async () => {
    const replay = await startReplay(recording, { clock: systemClock, speed: 20 });
    untilTheEnd(() => replay.close());
    const asked = ['analyze', replay.url, '--for', '2s', '--every', '500ms', '--format', 'html'];
    const { stdout, stderr } = await runRidgeline(asked);
    expect(stderr).toBe('');
    expect(stdout).toContain('A live engine has no past');
    expect(stdout).toContain('live: the same command measures the engines as they are then');
  });

  it('interrupted, reports what it saw until then', async () => {
    let scrapes = 0;
    const { promise: seen, resolve: hasSeen } = withResolvers();
    const url = await origin((_, response) => {
      response.end('vllm:num_requests_running{engine="0",model_name="m"} 3\n');
      if (++scrapes === 5) hasSeen();
    });
    const running = startRidgeline(['analyze', url, '--for', '1m', '--every', '100ms', '--format', 'json']);
    await seen;
    const ended = await interrupt(running, 'SIGINT');
    expect(ended.seconds).toBeLessThan(2);
    expect(reportIn(ended).window.samples).toBeGreaterThanOrEqual(4);
  });
});

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
