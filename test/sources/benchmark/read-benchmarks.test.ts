import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBenchmarks } from '../../../src/sources/index.ts';
import { benchmarkPath, realResult, repeatsOf } from '../../comparison/benchmark/made-up-runs.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ridgeline-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function folderOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(join(folder, name));
  for (const [each, content] of Object.entries(files)) await file(join(name, each), content);
  return join(folder, name);
}

const results = repeatsOf(realResult(), { count: 3, seed: 1 }).map((result) => JSON.stringify(result));
const [first = '', second = '', third = ''] = results;

describe('results of a benchmark', () => {
  it('are read from the file that vLLM wrote', async () => {
    const { runs, skipped } = await readBenchmarks(benchmarkPath('steady'));
    expect(runs.map(({ origin, kind }) => [origin, kind])).toEqual([['serve-0.32.0-steady.json', 'serve']]);
    expect(skipped).toEqual([]);
  });

  it('are repeats where --append-result added them', async () => {
    const { runs } = await readBenchmarks(await file('appended.json', results.join('\n')));
    expect(runs.map(({ origin }) => origin)).toEqual([1, 2, 3].map((number) => `appended.json, result ${number}`));
  });

  it('are repeats in a folder, by name, without what vLLM writes beside them', async () => {
    const path = await folderOf('night', {
      'run=1.json': second,
      'run=0.json': first,
      'run=2.json': first,
      'summary.json': `[${results.join(',')}]`,
      'warmup.json': third,
      'run=0.pytorch.json': '[]',
      'SERVE-default-failure.json': '{"error": "x"}',
      'notes.txt': 'no result',
      'config.json': '{"tensor_parallel_size": 2}',
    });
    const { runs, skipped } = await readBenchmarks(path);
    expect(runs.map(({ origin }) => origin)).toEqual(['run=0.json', 'run=1.json']);
    expect(skipped).toHaveLength(6);
    expect(skipped).toContain('run=2.json: the same result as another');
    expect(skipped).toContain('config.json: no result of vllm bench serve, latency or throughput');
  });

  it('are read as far as they are whole', async () => {
    const { runs, skipped } = await readBenchmarks(
      await file('torn.json', `${first}\n${second}\n${third.slice(0, 90)}`),
    );
    expect(runs).toHaveLength(2);
    expect(skipped).toEqual([expect.stringMatching(/^torn\.json: line 3: no JSON/)]);
  });

  it("with Python's NaN are no JSON, and the others count", async () => {
    const { runs, skipped } = await readBenchmarks(await file('nan.json', `${first}\n{"duration": NaN}`));
    expect(runs).toHaveLength(1);
    expect(skipped).toEqual(['nan.json: line 2: no JSON: NaN or Infinity']);
  });
});

describe('what holds no result', () => {
  it.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['a list', `[${first}]`],
    ['a number', '7'],
    ['brackets without end', '['.repeat(200_000)],
    ['closed ones', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a torn result', first.slice(0, 200)],
    ['another object', '{"__proto__": {"duration": 1}, "constructor": 2}'],
  ])('is refused in a sentence: %s', async (name, content) => {
    const reading = readBenchmarks(await file(`${name}.json`, content));
    await expect(reading).rejects.toMatchObject({ name: 'SourceError', code: 'not-a-benchmark' });
    await expect(reading).rejects.toThrow(/holds no result of vllm bench: .*\. Give what/);
  });

  it('is refused when it is too large to be one', async () => {
    const path = await file('large.json', first);
    await truncate(path, 65 * 1024 * 1024);
    await expect(readBenchmarks(path)).rejects.toThrow(/large\.json: too large/);
  });

  it('is refused when it is not there, or an empty folder', async () => {
    await expect(readBenchmarks(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'no-such-file' });
    await expect(readBenchmarks(await folderOf('empty', {}))).rejects.toThrow(/it has no \.json file/);
  });

  it('may be any text: it is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => first + text),
        ),
        async (text) => {
          const path = await file('any.json', text);
          const outcome = await readBenchmarks(path).catch((error: unknown) => error);
          expect(outcome).toSatisfy((each: object) => 'runs' in each || (each as Error).name === 'SourceError');
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
