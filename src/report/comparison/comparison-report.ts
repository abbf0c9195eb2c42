import { ofSides, type BenchmarkComparison, type EngineComparison } from '../../comparison/index.ts';
import { plainMeasure } from '../plain-measure.ts';
import { COMPARISON_SCHEMA_VERSION, RIDGELINE_VERSION } from '../version.ts';
import type { BenchmarksReport, ComparisonReport, EnginesReport } from './comparison-schema.ts';
import { headline } from './headline.ts';

/** A comparison as every surface shows it. */
export function comparisonReport(comparison: EngineComparison | BenchmarkComparison): ComparisonReport {
  const plain = comparison.kind === 'engines' ? enginesReport(comparison) : benchmarksReport(comparison);
  return { ...plain, summary: headline(plain) };
}

const HEAD = { schemaVersion: COMPARISON_SCHEMA_VERSION, ridgeline: RIDGELINE_VERSION, summary: '' } as const;

const enginesReport = ({ sides, workload, system, findings, ...rest }: EngineComparison): EnginesReport => ({
  ...HEAD,
  ...rest,
  sides: ofSides((side) => {
    const { limitedBy, goodputRatio, annotations, models, ...facts } = sides[side];
    return {
      ...facts,
      models: [...models],
      limitedBy: limitedBy.map(({ engine, ...verdict }) => ({ ...engine, verdict })),
      goodputRatio: plainMeasure(goodputRatio),
      annotations: annotations.map((each) => ({ ...each })),
    };
  }),
  workload: workload.map((shift) => ({ ...shift })),
  system: system.map(plainJudged),
  findings: { isNew: [...findings.isNew], isGone: [...findings.isGone] },
});

const benchmarksReport = ({ sides, pairs, alone, ...rest }: BenchmarkComparison): BenchmarksReport => ({
  ...HEAD,
  ...rest,
  sides: ofSides((side) => ({ ...sides[side], skipped: [...sides[side].skipped] })),
  pairs: pairs.map(({ workload, system, ...pair }) => ({
    ...pair,
    workload: workload.map((shift) => ({ ...shift })),
    system: system.map(plainJudged),
  })),
  alone: ofSides((side) => [...alone[side]]),
});

const plainJudged = (judged: EngineComparison['system'][number]): EnginesReport['system'][number] => ({
  ...judged,
  heldAgainst: [...judged.heldAgainst],
  notes: [...judged.notes],
});
