import { describe, expect, it } from 'vitest';
import { compareBenchmarks, compareEngines, type EngineSide } from '../../../src/comparison/index.ts';
import {
  comparisonReport,
  comparisonSchema,
  renderComparisonMarkdown,
  renderComparisonText,
  type ComparisonReport,
} from '../../../src/report/index.ts';
import { decoded, realResult, repeatsOf } from '../../comparison/benchmark/made-up-runs.ts';
import { madeUpSteps, type MadeUp } from '../../comparison/made-up-engine.ts';

const side = (name: string, made: MadeUp): EngineSide => ({
  ...{ name, startAtSeconds: 0, endAtSeconds: 3600, analyses: [], diagnoses: [] },
  steps: madeUpSteps({ noise: 0.01, ...made }),
});

const engines = (b: Omit<MadeUp, 'seed'>, a: Omit<MadeUp, 'seed'> = {}): ComparisonReport =>
  comparisonReport(
    compareEngines(
      { a: side('before', { seed: 1, ...a }), b: side('after', { seed: 2, ...b }) },
      { thresholdRatio: 0.05, stepSeconds: 60 },
    ),
  );

describe('the first line', () => {
  it.each([
    ['slower', engines({ slower: 1.15 }), /^B is worse at equal load: ITL \+1\d % \(\+1\d % to \+1\d %\), /],
    ['faster', engines({ slower: 0.8 }), /^No regression: B is better at equal load: ITL −2\d % /],
    ['alike', engines({}), /^No regression: ITL, prefill, .* within ±5 % at equal load$/],
    [
      'asked for more',
      engines({ outputTokens: 230, arrivalsPerSecond: 9 }),
      /^The workload changed: output length \+1\d %; at equal load nothing did: ITL/,
    ],
    [
      'slower and asked for more',
      engines({ outputTokens: 230, slower: 1.15, arrivalsPerSecond: 8 }),
      /^B is worse at equal load: .*; the workload changed, too: output length \+1\d %$/,
    ],
    [
      'asked for something else',
      engines({ outputTokens: 900, arrivalsPerSecond: 4 }),
      /^The workload changed: .*output length ×4\.5; at equal load prefill within ±5 %; cannot tell of ITL/,
    ],
    [
      'asked for far more',
      engines({ outputTokens: 900, arrivalsPerSecond: 1, inputTokens: 2000 }),
      /^The workload changed: .*prompt length ×4.*; whether the system did cannot be told$/,
    ],
    [
      'hardly there',
      engines({ steps: 8 }, { steps: 8 }),
      /^Cannot tell whether B is worse by more than 5 %: only 8 steps of A and 8 of B have enough traffic/,
    ],
  ] as const)('is the answer: %s', (_, report, words) => {
    expect(report.summary).toMatch(words);
    expect(renderComparisonText(report).split('\n')[0]).toBe(report.summary);
    expect(comparisonSchema.safeParse(report).error).toBeUndefined();
  });
});

it('names from outside move no cursor, and start no markup', () => {
  const change = { model_id: 'm\u001b[31m|<script>\u202e\n# x' };
  const runs = decoded(repeatsOf(realResult(), { count: 2, seed: 1, change }));
  const report = comparisonReport(
    compareBenchmarks(
      { a: { name: 'a\u001b[2J', runs, skipped: ['\u0007'] }, b: { name: 'b', runs, skipped: [] } },
      { thresholdRatio: 0.05 },
    ),
  );
  const [text, markdown] = [renderComparisonText(report), renderComparisonMarkdown(report)];
  for (const shown of [text, markdown]) expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/); // eslint-disable-line no-control-regex -- what must not be there
  expect(markdown).not.toMatch(/[^\\]<script>|^# x/m);
});
