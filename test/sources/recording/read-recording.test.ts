import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/metrics/window/index.ts';
import { readAnswers, readRecording } from '../../../src/sources/recording/read-recording.ts';
import { collect } from '../collect.ts';

const fixtures = new URL('../../fixtures/', import.meta.url).pathname;
const recording = (name: string) => join(fixtures, 'recordings', `${name}.jsonl.gz`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ridgeline-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

async function read(path: string): Promise<{ snapshots: Snapshot[]; faults: string[] }> {
  const faults: string[] = [];
  const snapshots = await collect(readRecording(path, { onFault: (message) => faults.push(message) }));
  return { snapshots, faults };
}

const line = (t: number, more: object = {}) =>
  `${JSON.stringify({ t, dur: 0.5, status: 200, body: `vllm:num_requests_running ${t}\n`, ...more })}\n`;

describe('a recording', () => {
  it.each(readdirSync(join(fixtures, 'recordings')).filter((name) => name.endsWith('.gz')))(
    '%s is read whole',
    async (name) => {
      const path = join(fixtures, 'recordings', name);
      const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
      const { snapshots, faults } = await read(path);
      expect(faults).toEqual([]);
      expect(snapshots).toHaveLength(lines.length);
      snapshots.forEach((snapshot, index) => {
        const { t, dur, status } = JSON.parse(lines[index] ?? '') as { t: number; dur: number; status: number };
        expect(snapshot.target).toBe(name.replace('.jsonl.gz', ''));
        expect(snapshot.atSeconds).toBe(t + dur / 2);
        expect(snapshot.scrapeSeconds).toBe(dur);
        expect('page' in snapshot).toBe(status === 200);
      });
    },
  );

  it('keeps the layout from page to page', async () => {
    const { snapshots } = await read(recording('a_steady'));
    expect(new Set(snapshots.map((snapshot) => ('page' in snapshot ? snapshot.page.layout : undefined))).size).toBe(1);
  });

  it('has the failures that were recorded', async () => {
    const { snapshots } = await read(recording('g_restart'));
    const failures = snapshots.flatMap((snapshot) => ('failure' in snapshot ? [snapshot.failure] : []));
    expect(failures).toHaveLength(93);
    expect(failures[0]).toEqual({
      code: 'unreachable',
      message: "no answer: ConnectionRefusedError(111, 'Connection refused')",
    });
  });

  it('may be uncompressed, without a last newline, with blank lines and other line ends', async () => {
    const path = file('plain.jsonl', `${line(1)}\n${line(2).replace('\n', '\r\n')}${line(3).trimEnd()}`);
    const { snapshots, faults } = await read(path);
    expect(snapshots.map(({ atSeconds }) => atSeconds)).toEqual([1.25, 2.25, 3.25]);
    expect(faults).toEqual([]);
  });

  it('is known as compressed by its content, not by its name, and may have many gzip members', async () => {
    const path = file('members.jsonl', Buffer.concat([gzipSync(line(1)), gzipSync(line(2)), gzipSync(line(3))]));
    const { snapshots } = await read(path);
    expect(snapshots.map(({ atSeconds }) => atSeconds)).toEqual([1.25, 2.25, 3.25]);
  });

  it('says of which target each line is, if of several, and keeps their layouts apart', async () => {
    const lines = [1, 2].flatMap((t) => [
      line(t, { target: 'a' }),
      line(t, { target: 'b', body: 'vllm:num_requests_waiting 1\n' }),
      line(t),
    ]);
    const { snapshots } = await read(file('several.jsonl', lines.join('')));
    expect(snapshots.map(({ target }) => target)).toEqual(['a', 'b', 'several', 'a', 'b', 'several']);
    const layouts = snapshots.map((snapshot) => ('page' in snapshot ? snapshot.page.layout : undefined));
    expect(layouts[3]).toBe(layouts[0]);
    expect(layouts[4]).toBe(layouts[1]);
    expect(layouts[1]).not.toBe(layouts[0]);
  });

  it('has failures for other statuses and pages', async () => {
    const lines = [
      line(1, { status: 503, body: 'busy' }),
      line(2, { body: '<html>' }),
      line(3, { status: 0, error: 'too slow', code: 'timeout' }),
      line(4, { status: 401 }),
    ];
    const { snapshots } = await read(file('failures.jsonl', lines.join('')));
    expect(snapshots.map((snapshot) => 'failure' in snapshot && snapshot.failure.code)).toEqual([
      'bad-status',
      'not-metrics',
      'timeout',
      'unauthorised',
    ]);
    expect(snapshots[0]).toHaveProperty('failure.message', expect.stringContaining('status 503, saying "busy"'));
  });

  it('tells its progress', async () => {
    const messages: string[] = [];
    const options = { onProgress: (message: string) => messages.push(message) };
    await collect(readRecording(recording('g_restart'), options));
    expect(messages).toEqual(['200 scrapes read']);
  });

  it('is left at once on abort', async () => {
    const abort = new AbortController();
    const snapshots = readRecording(recording('a_steady'), { signal: abort.signal });
    await snapshots.next();
    abort.abort(new Error('enough'));
    await expect(snapshots.next()).rejects.toThrow('enough');
  });
});

describe('damage', () => {
  it('a half-written last line is left out and told', async () => {
    const { snapshots, faults } = await read(file('half.jsonl', line(1) + line(2) + line(3).slice(0, 30)));
    expect(snapshots).toHaveLength(2);
    expect(faults).toEqual([expect.stringMatching(/half\.jsonl: the last line is cut short/)]);
  });

  it('garbage in the middle is left out and counted', async () => {
    const garbage = [
      'null\n',
      '{"t":"now"}\n',
      '{}\n',
      'garbage\n',
      '{"t":5,"dur":-1,"status":200,"body":""}\n',
      '{"t":6}\n',
    ];
    const { snapshots, faults } = await read(file('garbage.jsonl', line(1) + garbage.join('') + line(2)));
    expect(snapshots.map(({ atSeconds }) => atSeconds)).toEqual([1.25, 2.25]);
    expect(faults).toEqual([expect.stringMatching(/6 lines, the first at 2, are no scrape/)]);
  });

  it('a gzip file cut anywhere gives every line before the cut', async () => {
    const members = [1, 2, 3, 4, 5].map((t) => gzipSync(line(t)));
    const oneMember = gzipSync([1, 2, 3, 4, 5].map((t) => line(t)).join(''));
    const cuts = fc.oneof(
      fc.tuple(fc.constant(Buffer.concat(members)), fc.nat()),
      fc.tuple(fc.constant(oneMember), fc.nat()),
    );
    await fc.assert(
      fc.asyncProperty(cuts, async ([bytes, offset]) => {
        const end = offset % (bytes.length + 1);
        // How many members lie wholly before the cut, but for their 8-byte trailer, which holds no text.
        let wholeMembers = 0;
        for (let at = 0; bytes !== oneMember && wholeMembers < 5; wholeMembers++) {
          at += members[wholeMembers]?.length ?? 0;
          if (at - 8 > end) break;
        }
        const path = file('cut.jsonl.gz', bytes.subarray(0, end));
        const times: number[] = [];
        try {
          for await (const { startAtSeconds } of readAnswers(path)) times.push(startAtSeconds);
        } catch (error) {
          expect(error).toMatchObject({ code: 'not-a-recording' });
          expect(times).toEqual([]);
        }
        expect(times).toEqual([1, 2, 3, 4, 5].slice(0, times.length));
        expect(times.length).toBeGreaterThanOrEqual(wholeMembers);
        if (end >= bytes.length - 8) expect(times).toHaveLength(5);
      }),
      { numRuns: 300 },
    );
  });

  it('a real recording cut at any of many places gives about as much of it', async () => {
    const bytes = readFileSync(recording('m_v0221_burst'));
    for (const share of [0.1, 0.25, 0.37, 0.5, 0.62, 0.75, 0.9]) {
      const { snapshots, faults } = await read(
        file('cut.jsonl.gz', bytes.subarray(0, Math.floor(share * bytes.length))),
      );
      expect(Math.abs(snapshots.length - share * 123)).toBeLessThan(20);
      expect(snapshots.every((snapshot) => 'page' in snapshot)).toBe(true);
      expect(faults).toHaveLength(1);
    }
  });

  it('damaged compressed data is told, and what can be read is read', async () => {
    const bytes = Buffer.from(readFileSync(recording('m_v0221_burst')));
    bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 100);
    const { snapshots, faults } = await read(file('damaged.jsonl.gz', bytes));
    expect(snapshots.length).toBeGreaterThan(40);
    expect(snapshots.length).toBeLessThan(123);
    expect(faults.at(-1)).toMatch(/the compressed data is damaged/);
  });

  it('no bytes at all make it throw anything but that they are no recording', async () => {
    const scraps = fc.constantFrom(line(1), line(2), '{"t":1', '\n', 'x\n', '\0', '\u001f', '\ufeff', '{"t":1e999}\n');
    const contents = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(scraps).map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(contents, fc.boolean(), async (content, compressed) => {
        const path = file('any', compressed ? gzipSync(content) : Buffer.from(content));
        const outcome = await read(path).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'SourceError', code: 'not-a-recording' });
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is no recording', () => {
  it.each<[found: string, content: string | Buffer, says: RegExp]>([
    ['nothing', '', /but empty/],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), /but an image/],
    ['HTML', '<!doctype html>\n<title>x</title>\n', /but an HTML or XML page/],
    ['a metrics page', '# HELP vllm:x y\n# TYPE vllm:x gauge\nvllm:x 1\n', /but one metrics page/],
    ['a bare metrics page', 'vllm:x{engine="0"} 1.0\n', /but one metrics page/],
    ['a compressed metrics page', gzipSync('vllm:x 1\n'), /but one metrics page/],
    ['other JSON', '{\n  "t": 1\n}\n', /but JSON of another kind/],
    ['text', 'Dear diary,\n', /but text, beginning with "Dear diary,"/],
    ['damaged gzip', Buffer.from('1f8b0800ffffffffffffffffffffff', 'hex'), /but gzip data that is damaged/],
    ['endless lines of text', 'all work and no play\n'.repeat(100_000), /but text/],
  ])('%s', async (_found, content, says) => {
    const error = await read(file('not-one', content)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'SourceError', code: 'not-a-recording' });
    expect((error as Error).message).toMatch(says);
  });

  it('a line too long to hold', async () => {
    const path = join(folder, 'long');
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    await pipeline(Readable.from(Array(70).fill(chunk)), createGzip({ level: 1 }), createWriteStream(path));
    await expect(read(path)).rejects.toThrow(/but a single line that is far too long/);
  });

  it('a file that is not there, with names that are near', async () => {
    const error = read(join(fixtures, 'recordings', 'b_overlod.jsonl.gz'));
    await expect(error).rejects.toMatchObject({ code: 'no-such-file' });
    await expect(error).rejects.toThrow(/no such file.*Did you mean .*recordings\/b_overload\.jsonl\.gz\?/);
    await expect(read('/no/such/folder/x.jsonl')).rejects.toMatchObject({ code: 'no-such-file' });
  });

  it('a folder, with what is in it', async () => {
    const error = read(join(fixtures, 'recordings'));
    await expect(error).rejects.toMatchObject({ code: 'not-a-recording' });
    await expect(error).rejects.toThrow(/it is a folder.*Did you mean .*a_steady\.jsonl\.gz or/);
  });
});

it('a recording larger than memory is read in little', async () => {
  const path = join(folder, 'large.jsonl.gz');
  const body = readFileSync(join(fixtures, 'expositions/vllm-0.32.0-all-options.prom'), 'utf8');
  const pages = Math.ceil(150e6 / body.length);
  function* lines() {
    for (let page = 0; page < pages; page++) yield line(page, { body });
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(path));
  const script = `
    import { readRecording } from ${JSON.stringify(new URL('../../../src/sources/recording/read-recording.ts', import.meta.url).href)};
    const atStart = process.resourceUsage().maxRSS;
    let pages = 0;
    for await (const snapshot of readRecording(${JSON.stringify(path)})) if ('page' in snapshot) pages++;
    console.log(JSON.stringify({ pages, grownBytes: (process.resourceUsage().maxRSS - atStart) * 1024 }));`;
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=64', '--import', 'tsx', '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  const [status] = (await once(child, 'close')) as [number];
  expect(status).toBe(0);
  const { pages: read, grownBytes } = JSON.parse(output) as { pages: number; grownBytes: number };
  expect(read).toBe(pages);
  expect(grownBytes).toBeLessThan(120e6);
});
