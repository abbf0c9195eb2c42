import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../src/analysis/index.ts';
import { RULES } from '../../src/diagnosis/index.ts';
import { UNITS } from '../../src/quantities/index.ts';
import { RIDGELINE_VERSION } from '../../src/report/index.ts';
import { sourceFiles } from './source-files.ts';

// Tables grow with what they list.
const isTable = (path: string): boolean =>
  path.startsWith('src/metrics/catalogue/') ||
  /^src\/roofline\/(accelerators\/(nvidia|amd|intel|google|measured)-|models\/catalogue)/.test(path) ||
  /(measures|annotation|units)\.ts$/.test(path);

const percentileOf = (sorted: readonly number[], q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? 0;

describe('files', () => {
  const sizes = sourceFiles
    .filter(({ path }) => !isTable(path))
    .map(({ lines }) => lines)
    .sort((left, right) => left - right);

  it('are short: median at most 80 lines, nine of ten at most 200', () => {
    expect(percentileOf(sizes, 0.5)).toBeLessThanOrEqual(80);
    expect(percentileOf(sizes, 0.9)).toBeLessThanOrEqual(200);
  });

  it('are named in kebab case for what they hold, and none is a drawer', () => {
    const names = sourceFiles.map(({ path }) => path.split('/').at(-1) ?? '');
    // Components are named as in JSX.
    const shape = /^([a-z0-9]+(-[a-z0-9]+)*\.ts|([A-Z][A-Za-z0-9]*|module)\.tsx)$/;
    expect(names.filter((name) => !shape.test(name))).toEqual([]);
    expect(names.filter((name) => /^(utils?|helpers?|common|misc|types|constants)\.ts$/.test(name))).toEqual([]);
  });

  it('name metrics of vLLM only in the catalogue', () => {
    const strays = sourceFiles.filter(
      ({ path, text }) => !path.startsWith('src/metrics/catalogue/') && /['"`](ray_)?vllm[:_]/.test(text),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });
});

describe('names carry units', () => {
  // The suffix of a measure's id for each unit; requests are counted and need none.
  const SUFFIX: Readonly<Record<string, RegExp>> = {
    seconds: /Seconds(P\d+)?$/,
    ratio: /Ratio(Max)?$/,
    requests: /^(requests|little|sequenceCap)|(Batch|LimitedRequests)$/,
    tokens: /Tokens$/,
    requestsPerSecond: /PerSecond$/,
    tokensPerSecond: /TokensPerSecond$/,
    stepsPerSecond: /stepsPerSecond$/,
    eventsPerSecond: /PerSecond$/,
    tokensPerRequest: /TokensPerRequest$/i,
    tokensPerStep: /tokensPerStep$/,
    tokensPerDraft: /TokensPerDraft$/,
    flopPerSecond: /flopPerSecond$/i,
    bytesPerSecond: /^bytesPerSecond$/,
    flopPerByte: /FlopPerByte$/,
    requestsPerStep: /RequestsPerStep$/,
  };

  it('in every measure', () => {
    const wrong = [...MEASURES].filter(([id, { unit }]) => !SUFFIX[unit]?.test(id));
    expect(wrong).toEqual([]);
  });

  it('and every unit of a measure is in the table', () => {
    expect([...MEASURES.values()].filter(({ unit }) => !(unit in UNITS))).toEqual([]);
  });
});

describe('documents', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('agree on the version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(RIDGELINE_VERSION).toBe(version);
    expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`## ${version}`);
  });

  it('show the folders that there are', () => {
    const map = /```\nsrc\/[\s\S]*?```/.exec(readme)?.[0] ?? '';
    const shown = [...map.matchAll(/^ {2}(\w+)\//gm)].map(([, folder = '']) => folder);
    const folders = sourceFiles
      .filter(({ path }) => path.split('/').length > 2)
      .map(({ path }) => path.split('/')[1] ?? '');
    const real = [...new Set(folders)].sort();
    expect([...shown].sort()).toEqual(real);
  });

  it('count the rules that there are', () => {
    expect(readme).toContain(`[${RULES.length} rules](docs/rules/README.md)`);
  });

  it('give the accuracy that was measured', () => {
    for (const table of ['accuracy', 'forecast', 'spread']) {
      expect(readme).toContain(readFileSync(`test/golden/${table}.md`, 'utf8').trim());
    }
  });

  it('show the roofline as it is', () => {
    const shown = /HOW CLOSE TO THE HARDWARE[\s\S]*?unexplained$/m.exec(readme)?.[0] ?? 'nothing';
    const golden = readFileSync('test/golden/under-the-roofline.report.txt', 'utf8').replaceAll(/^ {2}/gm, '');
    expect(golden).toContain(shown);
  });

  it('link to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('name no machine and no registry', () => {
    const texts = [
      readme,
      readFileSync('package-lock.json', 'utf8'),
      readFileSync('.npmrc', 'utf8'),
      ...sourceFiles.map(({ text }) => text),
    ];
    expect(texts.filter((text) => /"resolved"|registry\.(?!ts)|\/work\/|\.\.\/shared/.test(text)).length).toBe(0);
  });
});
