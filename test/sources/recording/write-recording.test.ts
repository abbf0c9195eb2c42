import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/sources/answer.ts';
import { systemClock } from '../../../src/sources/clock.ts';
import { readAnswers } from '../../../src/sources/recording/read-recording.ts';
import { openRecording } from '../../../src/sources/recording/write-recording.ts';
import { createTarget } from '../../../src/sources/scrape/scrape-target.ts';
import { collect } from '../collect.ts';
import { serve } from '../loopback.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ridgeline-'));
});
afterAll(() => rm(folder, { recursive: true }));

const page = readFileSync(new URL('../../fixtures/expositions/vllm-0.22.1.prom', import.meta.url), 'utf8');

const answer = (startAtSeconds: number): Answer => ({
  target: 'engine',
  startAtSeconds,
  scrapeSeconds: 0.25,
  status: 200,
  body: page,
});

async function append(path: string, ...answers: Answer[]): Promise<void> {
  const writer = await openRecording(path);
  for (const one of answers) await writer.append(one);
  await writer.close();
}

const timesIn = async (path: string) => (await collect(readAnswers(path))).map(({ startAtSeconds }) => startAtSeconds);

describe.each(['jsonl', 'jsonl.gz'])('a recording in .%s', (extension) => {
  const at = (name: string) => join(folder, `${name}.${extension}`);

  it('gives back what was appended', async () => {
    const failure = { code: 'timeout', message: 'GET http://h/: no complete answer' } as const;
    const answers: Answer[] = [
      answer(1.5),
      { target: 'engine', startAtSeconds: 2.5, scrapeSeconds: 10, failure },
      { target: 'engine', startAtSeconds: 3.5, scrapeSeconds: 0.001, status: 503, body: 'bus\u00fd\n"' },
    ];
    await append(at('engine'), ...answers);
    expect(await collect(readAnswers(at('engine')))).toEqual(answers);
  });

  it('is continued where it ended', async () => {
    await append(at('continued'), answer(1), answer(2));
    await append(at('continued'), answer(3));
    expect(await timesIn(at('continued'))).toEqual([1, 2, 3]);
  });

  it('takes appends that do not wait for one another in their order', async () => {
    const writer = await openRecording(at('quick'));
    await Promise.all(Array.from({ length: 20 }, (_, t) => writer.append(answer(t))));
    await writer.close();
    expect(await timesIn(at('quick'))).toEqual(Array.from({ length: 20 }, (_, t) => t));
  });

  it('loses nothing that was appended when the process is killed', async () => {
    const path = at('killed');
    const module = (name: string) =>
      JSON.stringify(new URL(`../../../src/sources/recording/${name}`, import.meta.url).href);
    const script = `
      import { openRecording } from ${module('write-recording.ts')};
      const writer = await openRecording(${JSON.stringify(path)});
      const body = ${JSON.stringify(page)};
      for (let t = 0; ; t++) {
        await writer.append({ target: 'x', startAtSeconds: t, scrapeSeconds: 0, status: 200, body });
        process.stdout.write(t + '\\n');
      }`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let appended = '';
    child.stdout.on('data', (text: Buffer) => {
      appended += text.toString();
      if (appended.length > 100) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const lastAppended = appended.trim().split('\n').length - 1;
    const times = await timesIn(path);
    expect(lastAppended).toBeGreaterThan(30);
    expect(times.length).toBeGreaterThan(lastAppended);
    expect(times).toEqual(times.map((_, index) => index));
    await append(path, answer(1000));
    expect((await timesIn(path)).at(-1)).toBe(1000);
  });

  it('in a folder that is not there is an error that says so', async () => {
    await expect(openRecording(join(folder, 'none', 'x.jsonl'))).rejects.toMatchObject({
      name: 'SourceError',
      code: 'no-such-file',
    });
  });
});

describe('what is there already', () => {
  it('a half line is ended, not continued', async () => {
    const path = join(folder, 'half.jsonl');
    await append(path, answer(1), answer(2));
    const bytes = readFileSync(path);
    const half = bytes.subarray(0, bytes.length - 1000);
    writeFileSync(path, half);
    await append(path, answer(3));
    expect(readFileSync(path).subarray(0, half.length)).toEqual(half);
    expect(await timesIn(path)).toEqual([1, 3]);
  });

  it.each([
    ['by our own hand', async (path: string) => append(path, answer(1), answer(2), answer(3))],
    [
      'in one gzip member',
      async (path: string) => {
        await append(path, answer(1), answer(2), answer(3));
        writeFileSync(path, gzipSync(gunzipSync(readFileSync(path))));
      },
    ],
  ])('compressed data cut short, written %s, is mended and continued', async (_whose, write) => {
    const path = join(folder, 'cut.jsonl.gz');
    await rm(path, { force: true });
    await write(path);
    const whole = readFileSync(path);
    for (const missing of [1, 8, 9, 100, Math.floor(whole.length / 3)]) {
      writeFileSync(path, whole.subarray(0, whole.length - missing));
      const before = await timesIn(path);
      await append(path, answer(7), answer(8));
      expect(await timesIn(path)).toEqual([...before, 7, 8]);
      expect(before.length).toBeGreaterThanOrEqual(missing <= 8 ? 3 : 1);
      // Any gunzip can read it again.
      expect(gunzipSync(readFileSync(path)).toString().trimEnd().split('\n').length).toBeGreaterThanOrEqual(
        before.length + 2,
      );
      expect(existsSync(`${path}.mended`)).toBe(false);
    }
  });

  it('compressed text that ends inside a line is ended first', async () => {
    const path = join(folder, 'inside.jsonl.gz');
    await append(path, answer(1));
    writeFileSync(path, Buffer.concat([readFileSync(path), gzipSync('{"t":2,')]));
    await append(path, answer(3));
    expect(await timesIn(path)).toEqual([1, 3]);
  });

  it('stays compressed or not, whatever its name', async () => {
    const path = join(folder, 'plain.jsonl.gz');
    await append(join(folder, 'named.jsonl'), answer(1));
    writeFileSync(path, readFileSync(join(folder, 'named.jsonl')));
    await append(path, answer(2));
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
    expect(await timesIn(path)).toEqual([1, 2]);
  });

  it.each<[string, (whole: Buffer) => Buffer]>([
    ['is no recording', () => Buffer.from('the novel I am writing\n')],
    ['is damaged inside', (whole) => Buffer.from(whole).fill(0xff, whole.length - 2000, whole.length - 1900)],
    ['has something else behind it', (whole) => Buffer.concat([whole, Buffer.alloc(512)])],
  ])('that %s is refused and left as it is', async (_what, spoil) => {
    const path = join(folder, 'refused.jsonl.gz');
    await rm(path, { force: true });
    await append(path, answer(1), answer(2));
    const content = spoil(readFileSync(path));
    writeFileSync(path, content);
    await expect(openRecording(path)).rejects.toMatchObject({ name: 'SourceError', code: 'not-a-recording' });
    expect(readFileSync(path)).toEqual(content);
  });

  it('an empty file is a recording that begins', async () => {
    const path = join(folder, 'empty.jsonl');
    writeFileSync(path, '');
    await append(path, answer(1));
    expect(await timesIn(path)).toEqual([1]);
  });

  it('a folder is refused', async () => {
    mkdirSync(join(folder, 'folder.jsonl'));
    await expect(openRecording(join(folder, 'folder.jsonl'))).rejects.toThrow(/cannot be written: it is a folder/);
  });
});

it('targets are named when there are several', async () => {
  const path = join(folder, 'several.jsonl');
  const writer = await openRecording(path, { nameTargets: true });
  await writer.append({ ...answer(1), target: 'a' });
  await writer.append({ ...answer(1), target: 'b' });
  await writer.close();
  expect((await collect(readAnswers(path))).map(({ target }) => target)).toEqual(['a', 'b']);
});

it.skipIf(!existsSync('/dev/full'))('a full disk is an error that says so', async () => {
  const writer = await openRecording('/dev/full');
  const error = writer.append(answer(1));
  await expect(error).rejects.toMatchObject({ name: 'SourceError' });
  await expect(error).rejects.toThrow(/\/dev\/full cannot be written: the disk is full/);
  await writer.close();
});

it('a scraped page is recorded byte for byte', async () => {
  const path = join(folder, 'scraped.jsonl.gz');
  const origin = await serve((_, response) => response.end(page));
  await append(path, await createTarget({ url: origin }, systemClock).fetch());
  expect(await collect(readAnswers(path))).toMatchObject([{ target: 'scraped', status: 200, body: page }]);
});
