import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startReplay } from '../../src/cli/replay-server.ts';
import { reportSchema } from '../../src/report/index.ts';
import { systemClock } from '../../src/sources/index.ts';
import { NO_PROMTOOL, promtoolCheck } from '../exporter/promtool.ts';
import { samplesOf, type Sample } from '../exporter/samples.ts';
import { interrupt, runRidgeline, startRidgeline, type Running } from './run-ridgeline.ts';
import { emptyFolder, expectComplaint, fileIn, fixture, nobody, origin, untilTheEnd } from './surroundings.ts';

const recording = fixture('recordings/b_overload.jsonl.gz');
const SOON = { timeout: 20_000, interval: 100 };

let url: string;
beforeAll(async () => {
  const replay = await startReplay(recording, { clock: systemClock, speed: 20, loop: true });
  untilTheEnd(() => replay.close());
  ({ url } = replay);
});

/** The exporter as a process of its own, asked over HTTP. */
async function startExport(...args: string[]) {
  const running = startRidgeline(['export', ...args, '--every', '300ms', '--window', '3s', '--listen', '127.0.0.1:0']);
  untilTheEnd(() => Promise.resolve(running.child.kill('SIGKILL')));
  const page = (await running.stdoutShows(/\n/)).trim();
  const get = async (path: string) => {
    const answer = await fetch(new URL(path, page));
    return { status: answer.status, body: await answer.text() };
  };
  const samples = async (): Promise<Sample[]> => samplesOf((await get('/metrics')).body);
  return { running, page, get, samples };
}

const valueIn = (samples: readonly Sample[], name: string): number | undefined =>
  samples.find((sample) => sample.name === name)?.value;

/** Asks until it holds; expect.poll knows no tests side by side. */
async function soon<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + SOON.timeout;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`It never held; in the end there was ${JSON.stringify(answer)}`);
    await systemClock.sleep(SOON.interval / 1000);
  }
}

const hangUp = ({ child }: Running): void => void child.kill('SIGHUP');

describe.concurrent('export', () => {
  it('says where it serves, serves every measure that is known, and ends when it is told to', async () => {
    const { running, page, get, samples } = await startExport(url, await nobody());
    expect(page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    await soon(samples, (some) => (valueIn(some, 'ridgeline_generation_tokens_per_second') ?? 0) > 0);
    await soon(
      () => get('/readyz'),
      ({ status }) => status === 200,
    );

    const body = (await get('/api/report')).body;
    const report = reportSchema.parse(JSON.parse(body));
    const analyzed = await runRidgeline(['analyze', url, '--for', '1s', '--format', 'json']);
    expect(shapeOf(JSON.parse(body))).toEqual(shapeOf(JSON.parse(analyzed.stdout)));
    expect(report.errors).toMatchObject([{ code: 'unreachable' }]);

    const { code, stdout, stderr, seconds } = await interrupt(running, 'SIGTERM');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${page}\n` });
    expect(seconds).toBeLessThan(3);
    // One line for what fails and one for the first report, whatever the number of cycles.
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  it('passes the check of Prometheus', async ({ skip }) => {
    skip(NO_PROMTOOL !== undefined, NO_PROMTOOL);
    const { running, get, samples } = await startExport(url, '--ttft', '0.5', '--tpot', '0.05', '--e2e', '5');
    await soon(samples, (some) => valueIn(some, 'ridgeline_goodput_ratio') !== undefined);
    expect(promtoolCheck((await get('/metrics')).body)).toBe('');
    expect(await interrupt(running, 'SIGINT')).toMatchObject({ code: 0 });
  });

  it('reads its settings again on SIGHUP, and keeps them when the new ones are wrong', async () => {
    const settings = await fileIn(await emptyFolder(), 'ridgeline.yaml', '');
    const { running, get, samples } = await startExport(url, '--settings', settings);
    const objective = async (): Promise<unknown> => {
      const { status, body } = await get('/api/report');
      return status === 200 ? reportSchema.parse(JSON.parse(body)).engines[0]?.objective.ttftSeconds : 'no report';
    };
    await soon(objective, (found) => found === undefined);
    await overwrite(settings, 'objectives: [{ match: {}, ttftSeconds: 0.5 }]');
    hangUp(running);
    await soon(objective, (found) => found === 0.5);
    for (const [wrong, complaint] of [
      ['objectives: [{ match: {}, ttftSeconds: fast }]', /ttftSeconds.*"fast"/],
      ['objectives: [{', /YAML/],
      ['objectives: *nowhere', /nowhere/],
    ] as const) {
      await overwrite(settings, wrong);
      hangUp(running);
      await running.stderrShows(complaint);
    }
    const [success, failure] = await soon(
      async () =>
        (await samples()).filter(({ name }) => name === 'ridgeline_settings_reloads_total').map(({ value }) => value),
      ([, failures]) => failures === 3,
    );
    expect([success, failure]).toEqual([1, 3]);
    expect(await objective()).toBe(0.5);
    const { code, stderr } = await interrupt(running, 'SIGTERM');
    expect(code).toBe(0);
    expect(stderr.match(/The settings were not changed/g)).toHaveLength(3);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it('warns where others can reach it', async () => {
    const exporting = startRidgeline(['export', url, '--listen', '0.0.0.0:0']);
    expect(await exporting.stderrShows(/\n/)).toMatch(/http:\/\/0\.0\.0\.0:\d+\/metrics can be reached from outside/);
    expect(await interrupt(exporting, 'SIGTERM')).toMatchObject({ code: 0 });
  });

  it('shows no secret of what it scrapes', async () => {
    const secret = 'hunter2-correct-horse-battery';
    const echo = await origin((request, response) => response.writeHead(500).end(JSON.stringify(request.headers)));
    const token = await fileIn(await emptyFolder(), 'token', secret);
    const withPassword = `${echo.replace('http://', `http://operator:${secret}@`)}/metrics?token=${secret}`;
    const { running, get, samples } = await startExport(echo, withPassword, '--bearer-token-file', token);
    await soon(samples, (some) => valueIn(some, 'ridgeline_targets_failing') === 2);
    const shown = await Promise.all(['/metrics', '/readyz', '/api/report'].map(async (path) => (await get(path)).body));
    const { stderr, stdout } = await interrupt(running, 'SIGTERM');
    for (const text of [...shown, stderr, stdout]) expect(text).not.toContain(secret);
  });

  it('has examples', async () => {
    const { code, stdout } = await runRidgeline(['export', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}ridgeline export\b/);
  });
});

describe.concurrent('export, given what cannot be', () => {
  it('a port that is taken', async () => {
    const { port } = new URL(await origin((_, response) => response.end()));
    const run = await runRidgeline(['export', url, '--listen', `127.0.0.1:${port}`]);
    expectComplaint(run, 2, `127.0.0.1:${port}`, '--listen', /something else listens/);
  });

  it('an address of another machine', async () => {
    expectComplaint(await runRidgeline(['export', url, '--listen', '192.0.2.1:0']), 2, '192.0.2.1', '--listen');
  });

  it.each(['9842', ':9842', '127.0.0.1', '127.0.0.1:http', '::1:9842', '127.0.0.1:99999', ''])(
    'the address "%s"',
    async (listen) => {
      expectComplaint(await runRidgeline(['export', url, '--listen', listen]), 64, '--listen');
    },
  );

  it('a recording', async () => {
    expectComplaint(await runRidgeline(['export', recording]), 64, /replay/);
  });

  it('a URL that is none', async () => {
    expectComplaint(await runRidgeline(['export', 'ftp://gpu-1/metrics']), 64, 'ftp://gpu-1/metrics');
  });

  it('settings that are wrong from the start', async () => {
    const settings = await fileIn(await emptyFolder(), 'wrong.yaml', 'objectives: 1\n');
    expectComplaint(await runRidgeline(['export', url, '--settings', settings]), 64, 'wrong.yaml', /objectives/);
  });
});

/** Which keys there are, and of what kind: what a script relies on. Measures differ in what is known from minute to minute. */
function shapeOf(report: unknown): unknown {
  const { engines, ...rest } = report as { readonly engines: readonly Readonly<Record<string, unknown>>[] };
  const kinds = (of: object) => Object.entries(of).map(([key, value]) => `${key}: ${typeof value}`);
  const [engine = {}] = engines;
  return [kinds(rest), kinds(engine), Object.keys(engine['measures'] as object)];
}

/** At once, as editors do: whoever reads meanwhile reads the old file or the new one. */
async function overwrite(path: string, content: string): Promise<void> {
  const beside = join(path, '..', 'new.yaml');
  await writeFile(beside, content);
  await rename(beside, path);
}
