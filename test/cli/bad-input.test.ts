import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectComplaint, emptyFolder, fileIn, fixture, nobody, origin } from './surroundings.ts';
import { runRidgeline } from './run-ridgeline.ts';

const recording = fixture('recordings/b_overload.jsonl.gz');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SECRET = 'hunter2-correct-horse-battery';

const NOT_MEASURED = 2;
const USAGE = 64;

let folder: string;
let dead: string;
/** Answers by path: each kind of wrong page. What needs credentials repeats those that it was sent. */
let live: string;

beforeAll(async () => {
  folder = await emptyFolder();
  dead = await nobody();
  live = await origin((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://live');
    if (pathname === '/html') response.setHeader('Content-Type', 'text/html').end('<!doctype html><h1>Welcome</h1>');
    else if (pathname === '/other') response.end('# TYPE node_load1 gauge\nnode_load1 0.5\n');
    else if (pathname === '/echo') response.writeHead(500).end(JSON.stringify(request.headers));
    else if (pathname === '/echo-as-page') response.end(`${request.headers.authorization}\n`);
    else response.writeHead(pathname === '/locked' ? 401 : 404).end('no');
  });
});

const analyze = (...args: string[]) => runRidgeline(['analyze', ...args], { cwd: folder });
const analyzeLive = (path: string, ...args: string[]) => analyze(`${live}${path}`, '--for', '2s', ...args);

describe.concurrent('a file that is no recording', () => {
  it('but missing: names one that is called nearly so', async () => {
    const nearly = recording.replace('overload', 'overlaod');
    expectComplaint(await analyze(nearly), NOT_MEASURED, 'b_overlaod.jsonl.gz', /no such file/, recording);
  });

  it('but a folder', async () => {
    expectComplaint(await analyze(folder), NOT_MEASURED, folder, /folder/);
  });

  it.each([
    ['shot.png', PNG, /image/],
    ['page.html', Buffer.from('<!doctype html><title>Login</title>'), /HTML/],
  ] as const)('but %s', async (name, content, what) => {
    const path = await fileIn(folder, name, content);
    expectComplaint(await analyze(path), NOT_MEASURED, name, what, /ridgeline record/);
  });

  it('but a single page', async () => {
    const page = fixture('expositions/vllm-0.22.1.prom');
    expectComplaint(await analyze(page), NOT_MEASURED, 'vllm-0.22.1.prom', /one metrics page/, /ridgeline record/);
  });
});

describe.concurrent('a recording', () => {
  it('with nothing in the window: says what it holds', async () => {
    const run = await analyze(recording, '--from', '1h');
    expectComplaint(run, NOT_MEASURED, 'b_overload', /2026-11-22T03:14:4/, /190 s/, '--from');
  });

  it('beside a URL', async () => {
    expectComplaint(await analyze(recording, live), USAGE, /one recording/);
  });
});

describe.concurrent('a URL', () => {
  it.each([
    ['/html', /HTML/, /\/metrics/],
    ['/locked', /401/, /--bearer-token-file/],
    ['/other', /without any vLLM/, /node_load1/],
  ] as const)('that answers %s', async (path, what, advice) => {
    expectComplaint(await analyzeLive(path), NOT_MEASURED, `GET ${live}${path}`, what, advice);
  });

  it('where nobody listens', async () => {
    expectComplaint(await analyze(dead, '--for', '2s'), NOT_MEASURED, `${dead}/metrics`, /refused/, /port/);
  });

  it('where nobody listens, watched', async () => {
    const run = await runRidgeline(['watch', dead, '--for', '2s', '--format', 'json']);
    expectComplaint(run, NOT_MEASURED, `${dead}/metrics`, /refused/);
  });

  it('of another scheme', async () => {
    expectComplaint(await analyze('ftp://gpu-1/metrics'), USAGE, 'ftp://gpu-1/metrics', /http:\/\//);
  });

  it('with --from', async () => {
    expectComplaint(await analyzeLive('/metrics', '--from', '25s'), USAGE, /--from/, /--for/);
  });
});

describe.concurrent('settings', () => {
  it.each([
    ['unknown.yaml', 'objectives:\n  - ttft: 1\n', /objectives\[0\]/, /"ttft"/],
    ['type.yaml', 'objectives:\n  - ttftSeconds: fast\n', /objectives\[0\]\.ttftSeconds/, /"fast"/],
    ['broken.yaml', 'objectives: [{\n', /YAML/, /line 2/],
    ['alias.yaml', 'objectives: *nowhere\n', /YAML/, /nowhere/],
    ['rule.yaml', 'rules: { sequence-hat: { waitingShare: 0.3 } }\n', /rules\.sequence-hat/, /sequence-cap/],
    ['limit.yaml', 'rules: { sequence-cap: { waiting: 0.3 } }\n', /rules\.sequence-cap\.waiting/, /waitingShare/],
    ['pattern.yaml', 'deployments:\n  - match: { model: "(" }\n', /deployments\[0\]\.match\.model/, /"\("/],
  ] as const)('as in %s', async (name, content, where, found) => {
    const path = await fileIn(folder, name, content);
    expectComplaint(await analyze(recording, '--settings', path), USAGE, name, where, found);
  });

  it('that are not there', async () => {
    expectComplaint(await analyze(recording, '--settings', 'none.yaml'), USAGE, '--settings none.yaml');
  });
});

describe.concurrent('an option', () => {
  it.each([
    ['that is unknown', ['--formt', 'json'], /--formt/, /--format/],
    ['with a bad duration', ['--last', 'soon'], /--last/, /"soon".*1m30s/s],
    ['with a bad objective', ['--ttft', '-1'], /--ttft/, /"-1"/],
    ['with a token file that is not there', ['--bearer-token-file', 'none'], /--bearer-token-file/, /none/],
  ] as const)('%s', async (_, args, option, found) => {
    expectComplaint(await analyze('http://127.0.0.1:9', ...args), USAGE, option, found);
  });

  it('that is the command, misspelt', async () => {
    expectComplaint(await runRidgeline(['anlyze', recording]), USAGE, /anlyze/, /analyze/);
  });
});

describe.concurrent('secrets are never shown', () => {
  const expectSilence = ({ stdout, stderr }: { stdout: string; stderr: string }) => {
    const base64 = Buffer.from(`operator:${SECRET}`).toString('base64');
    expect(stdout + stderr).not.toContain(SECRET);
    expect(stdout + stderr).not.toContain(base64);
  };

  it('of a header that is none', async () => {
    const run = await analyze(live, '--header', `Authorization Bearer ${SECRET}`);
    expectComplaint(run, USAGE, /--header/, /Name: value/);
    expectSilence(run);
  });

  it.each([
    ['a token', '/echo', '--bearer-token-file', `${SECRET}\n`],
    ['a password in a page', '/echo-as-page', '--basic-auth-file', `operator:${SECRET}`],
  ] as const)('of %s that the server repeats', async (name, path, option, content) => {
    const file = await fileIn(folder, name, content);
    const run = await analyzeLive(path, option, file);
    expectComplaint(run, NOT_MEASURED, path);
    expectSilence(run);
  });

  it('of a header that the server repeats', async () => {
    const run = await analyzeLive('/echo', '--header', `X-Api-Key: ${SECRET}`);
    expectComplaint(run, NOT_MEASURED, '/echo', /500/);
    expectSilence(run);
  });

  it('of a URL with a password, neither by those that fail nor by the recording of several', async () => {
    const [one, other] = [live, dead].map((each) => each.replace('http://', `http://operator:${SECRET}@`));
    const output = join(folder, 'several.jsonl');
    const runs = await Promise.all([
      analyze(`${other}`, '--for', '2s'),
      runRidgeline(['record', `${one}/other?token=${SECRET}`, `${other}`, '-o', output, '--for', '1s']),
    ]);
    for (const run of runs) expectSilence(run);
    expectSilence({ stdout: await readFile(output, 'utf8'), stderr: '' });
  });

  it('of a URL that cannot be read', async () => {
    const run = await analyze(`https://operator:${SECRET}@gpu 1/metrics`);
    expectComplaint(run, USAGE, /not an HTTP URL/);
    expectSilence(run);
  });

  it('of a file that should hold user:password', async () => {
    const file = await fileIn(folder, 'only-password', SECRET);
    const run = await analyze(live, '--basic-auth-file', file);
    expectComplaint(run, USAGE, /--basic-auth-file/, /user:password/);
    expectSilence(run);
  });
});
