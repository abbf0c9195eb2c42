import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { interrupt, runRidgeline, startRidgeline } from './run-ridgeline.ts';
import { expectComplaint, fixture, origin } from './surroundings.ts';

const recording = fixture('recordings/b_overload.jsonl.gz');

describe.concurrent('replay', () => {
  it('serves the bytes of vLLM at the URL it prints, until it is told to stop', async () => {
    const [first = ''] = gunzipSync(readFileSync(recording)).toString().split('\n');
    const { body } = JSON.parse(first) as { body: string };
    // Slow enough to still serve the first page.
    const replaying = startRidgeline(['replay', recording, '--port', '0', '--speed', '0.01']);
    const url = (await replaying.stdoutShows(/\n/)).trim();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const answer = await fetch(url);
    expect(await answer.text()).toBe(body);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const { code, stdout, stderr, seconds } = await interrupt(replaying, 'SIGTERM');
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(2);
    expect(stdout).toBe(`${url}\n`);
    expect(stderr).toContain(recording);
  });

  it('says when the recording is over, and goes on serving', async () => {
    const replaying = startRidgeline(['replay', recording, '--port', '0', '--speed', '1000']);
    await replaying.stderrShows(/over/);
    const url = (await replaying.stdoutShows(/\n/)).trim();
    expect((await fetch(url)).status).toBe(200);
    expect(await interrupt(replaying, 'SIGINT')).toMatchObject({ code: 0 });
  });

  it('on a port that is taken is an error', async () => {
    const { port } = new URL(await origin((_, response) => response.end()));
    expectComplaint(await runRidgeline(['replay', recording, '--port', port]), 2, `127.0.0.1:${port}`, '--port');
  });

  it('of no recording is an error', async () => {
    const page = fixture('expositions/healthy.0.txt');
    expectComplaint(await runRidgeline(['replay', page, '--port', '0']), 2, page, /one metrics page/);
  });

  it('at an impossible speed is an error', async () => {
    expectComplaint(await runRidgeline(['replay', recording, '--speed', '0']), 64, '--speed', /"0"/);
  });
});
