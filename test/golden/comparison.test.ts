import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareBenchmarks } from '../../src/comparison/index.ts';
import {
  comparisonReport,
  renderComparisonMarkdown,
  renderComparisonText,
  type ComparisonReport,
} from '../../src/report/index.ts';
import { recordingPath } from '../accuracy/truth.ts';
import { decoded, realResult, repeatsOf } from '../comparison/benchmark/made-up-runs.ts';
import { comparedRecordings, offset } from '../comparison/compared-recordings.ts';
import { slowedRecording } from '../comparison/slowed.ts';

// `npm run golden:update` writes them, and the difference is reviewed like code.
const folder = mkdtempSync(join(tmpdir(), 'ridgeline-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Logarithms may differ in their last digits from one processor to another. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && Math.abs(value) < 1e6 ? Number(value.toPrecision(8)) : value;

const FORMATS = {
  txt: renderComparisonText,
  md: renderComparisonMarkdown,
  json: (report: ComparisonReport) => `${JSON.stringify(report, rounded, 2)}\n`,
};

const SITUATIONS: Readonly<Record<string, () => Promise<ComparisonReport>>> = {
  'slower-steps': async () => {
    const path = slowedRecording('m_v0221_burst', 1.2, join(folder, 'slowed.jsonl'));
    return named(await comparedRecordings([recordingPath('m_v0221_burst')], [path]), 'before.jsonl', 'after.jsonl');
  },
  'another-workload': async () =>
    named(
      await comparedRecordings([recordingPath('a_steady')], [recordingPath('b_overload')]),
      'quiet.jsonl',
      'busy.jsonl',
    ),
  halves: async () => {
    const path = recordingPath('a_steady');
    const halves = await comparedRecordings([path, { to: offset(75) }], [path, { from: offset(75) }]);
    return named(halves, 'a_steady.jsonl.gz', 'a_steady.jsonl.gz');
  },
  benchmarks: () => {
    const runs = (seed: number, slower: number) => decoded(repeatsOf(realResult(), { count: 4, seed, slower }));
    const comparison = compareBenchmarks(
      {
        a: { name: 'baseline', runs: runs(1, 1), skipped: [] },
        b: { name: 'tonight', runs: runs(2, 1.08), skipped: ['warmup.json: no result of its own'] },
      },
      { thresholdRatio: 0.05 },
    );
    return Promise.resolve(comparisonReport(comparison));
  },
};

/** Without the path of this machine. */
function named(comparison: Awaited<ReturnType<typeof comparedRecordings>>, a: string, b: string): ComparisonReport {
  const { sides } = comparison;
  return comparisonReport({ ...comparison, sides: { a: { ...sides.a, name: a }, b: { ...sides.b, name: b } } });
}

describe.each(Object.keys(SITUATIONS))('the comparison of %s', (situation) => {
  let report: ComparisonReport;
  beforeAll(async () => {
    const made = await SITUATIONS[situation]?.();
    if (!made) throw new Error(`no situation ${situation}`);
    report = made;
  });

  it.each(['txt', 'md', 'json'] as const)('as %s', async (extension) => {
    await expect(FORMATS[extension](report)).toMatchFileSnapshot(`${situation}.comparison.${extension}`);
  });
});
