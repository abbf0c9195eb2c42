import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { startReplay } from '../../src/cli/replay-server.ts';
import { EXIT } from '../../src/cli/exit-code.ts';
import { reportSchema } from '../../src/report/index.ts';
import { recordingSource, systemClock } from '../../src/sources/index.ts';
import { NO_TERMINAL, startOnTerminal } from './on-terminal.ts';
import { interrupt, runRidgeline, startRidgeline } from './run-ridgeline.ts';
import { emptyFolder, expectComplaint, fixture, nobody, origin, untilTheEnd } from './surroundings.ts';

let folder: string;
let url: string;
let other: string;

beforeAll(async () => {
  folder = await emptyFolder();
  const replays = await Promise.all(
    ['b_overload', 'a_steady'].map((name) =>
      startReplay(fixture(`recordings/${name}.jsonl.gz`), { clock: systemClock, speed: 20, loop: true }),
    ),
  );
  for (const replay of replays) untilTheEnd(() => replay.close());
  [url, other] = replays.map((replay) => replay.url) as [string, string];
});

/** Resolves when the file holds as many bytes. */
async function grown(path: string, bytes: number): Promise<void> {
  const size = await readFile(path).then(
    ({ length }) => length,
    () => 0,
  );
  if (size >= bytes) return;
  await systemClock.sleep(0.05);
  await grown(path, bytes);
}

const summaryOf = (stderr: string): number => Number(/(\d+) pages/.exec(stderr)?.[1]);

describe.concurrent('record', () => {
  it('for a while; analyze reads it', async () => {
    const output = join(folder, 'while.jsonl');
    const recorded = await runRidgeline(['record', url, '-o', output, '--every', '500ms', '--for', '3s']);
    expect(recorded).toMatchObject({ code: 0, stdout: '' });
    expect(recorded.stderr).toContain(`ridgeline analyze ${output}`);
    const lines = (await readFile(output, 'utf8')).trimEnd().split('\n');
    expect(summaryOf(recorded.stderr)).toBe(lines.length);
    expect(lines.length).toBeGreaterThanOrEqual(3);
    const { code, stdout } = await runRidgeline(['analyze', output, '--format', 'json']);
    // What is replayed may be an overload already.
    expect([EXIT.ok, EXIT.findings]).toContain(code);
    const { window, engines, errors } = reportSchema.parse(JSON.parse(stdout));
    expect(window.samples).toBe(lines.length);
    expect(window.seconds).toBeGreaterThan(0.9);
    expect(engines).toMatchObject([{ model: 'tiny', target: 'while' }]);
    expect(errors).toEqual([]);
  });

  it.each(['killed.jsonl', 'killed.jsonl.gz'])('killed in the middle leaves a readable %s', async (name) => {
    const output = join(folder, name);
    const recording = startRidgeline(['record', url, '-o', output, '--every', '50ms']);
    await grown(output, name.endsWith('.gz') ? 10_000 : 100_000);
    expect(await interrupt(recording, 'SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    const { windows, errors } = await recordingSource(output).observe({});
    expect(windows[0]?.samples).toBeGreaterThanOrEqual(3);
    expect(errors).toEqual([]);
  });

  it('interrupted, ends with what it recorded', async () => {
    const output = join(folder, 'interrupted.jsonl.gz');
    const recording = startRidgeline(['record', url, '-o', output, '--every', '100ms']);
    await grown(output, 10_000);
    const { code, stdout, stderr, seconds } = await interrupt(recording, 'SIGINT');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(seconds).toBeLessThan(2);
    expect(stderr).toContain(output);
    const lines = gunzipSync(await readFile(output))
      .toString()
      .trimEnd()
      .split('\n');
    expect(summaryOf(stderr)).toBe(lines.length);
  });

  it('interrupted on a terminal, says so too', async ({ skip }) => {
    skip(NO_TERMINAL !== undefined, NO_TERMINAL);
    const output = join(folder, 'terminal.jsonl');
    const recording = startOnTerminal(['record', url, '-o', output, '--every', '300ms'], folder);
    await recording.shows((screen) => /[1-9]\d* pages/.test(screen));
    recording.press('\u0003');
    const { code, screen } = await recording.ended;
    expect(screen).toContain(`ridgeline analyze ${output}`);
    expect(code).toBe(0);
  });

  it('of two targets keeps them apart', async () => {
    const output = join(folder, 'two.jsonl.gz');
    const { code } = await runRidgeline(['record', url, other, '-o', output, '--every', '300ms', '--for', '2s']);
    expect(code).toBe(0);
    const { stdout } = await runRidgeline(['analyze', output, '--format', 'json']);
    const { engines } = reportSchema.parse(JSON.parse(stdout));
    expect(engines.map(({ target }) => target).sort()).toEqual([url, other].sort());
    for (const { window } of engines) expect(window.samples).toBeGreaterThanOrEqual(2);
  });

  it('of targets that fail says how often they did', async () => {
    const locked = await origin((_, response) => response.writeHead(401).end());
    const targets = [await nobody(), `${locked}/metrics`];
    const runs = await Promise.all(
      targets.map((target, index) =>
        runRidgeline(['record', target, '-o', join(folder, `failing-${index}.jsonl`), '--for', '2s']),
      ),
    );
    for (const { stderr } of runs) expect(stderr).toMatch(/\b0 pages, [1-9]\d* failed/);
  });

  it('to where nothing can be written is an error', async () => {
    const output = join(folder, 'no', 'where.jsonl');
    expectComplaint(await runRidgeline(['record', url, '-o', output]), 2, output, /written/);
  });

  it('onto a file that is no recording is an error, and leaves it alone', async () => {
    const page = fixture('expositions/healthy.0.txt');
    const before = await readFile(page, 'utf8');
    expectComplaint(await runRidgeline(['record', url, '-o', page, '--for', '2s']), 2, page, /not a recording/);
    expect(await readFile(page, 'utf8')).toBe(before);
  });

  it('without a file to write to is an error', async () => {
    expectComplaint(await runRidgeline(['record', url]), 64, '--output');
  });
});
