import type { Analysis, MeasureId } from '../analysis/index.ts';
import type { Known } from '../quantities/index.ts';

/** Something that was different from one step to the next. */
export interface OnsetChange {
  /** A measure, or "version", "configuration", "restart". */
  readonly what: MeasureId | 'version' | 'configuration' | 'restart';
  readonly before: Known | string;
  readonly after: Known | string;
  /** How large against the others: |ln(after ÷ before)|, and of ratios the difference; Infinity for what is another thing now. */
  readonly size: number;
}

/** What comes from outside: the load and the workload. What the engine makes of them is consequence. */
const OUTSIDE = ['arrivalsPerSecond', 'promptTokensPerRequest', 'generationTokensPerRequest'] as const;
const OUTSIDE_RATIOS = ['prefixCacheHitRatio'] as const;

/** A choice: smaller ones happen from step to step by themselves. */
const LEAST_FACTOR = 1.25;
const LEAST_DIFFERENCE = 0.1;

/** What changed between two steps of the same engine that can be a cause, the largest first. */
export function changesAtOnset(before: Analysis, after: Analysis): OnsetChange[] {
  const changes = [
    ...OUTSIDE.flatMap((id) => compare(id, before, after, (a, b) => Math.abs(Math.log(b / a)), Math.log(LEAST_FACTOR))),
    ...OUTSIDE_RATIOS.flatMap((id) => compare(id, before, after, (a, b) => Math.abs(b - a), LEAST_DIFFERENCE)),
    ...another('version', versionOf(before), versionOf(after)),
    ...another('configuration', configurationOf(before), configurationOf(after)),
    ...(after.quality.restarts > 0
      ? [{ what: 'restart' as const, before: 'ran', after: 'was started again', size: Number.POSITIVE_INFINITY }]
      : []),
  ];
  return changes.sort((left, right) => right.size - left.size);
}

function compare(
  what: MeasureId,
  before: Analysis,
  after: Analysis,
  sizeOf: (a: number, b: number) => number,
  least: number,
): OnsetChange[] {
  const [then, now] = [before.measures[what], after.measures[what]];
  if (!then.known || !now.known) return [];
  const size = sizeOf(then.value, now.value);
  return size >= least ? [{ what, before: then, after: now, size }] : [];
}

const versionOf = ({ version }: Analysis): string | undefined =>
  version ? `${version.since} to ${version.until ?? 'newer'}` : undefined;

const configurationOf = ({ cacheConfig }: Analysis): string | undefined => cacheConfig && JSON.stringify(cacheConfig);

/** What one of the steps does not show is no change. */
const another = (
  what: 'version' | 'configuration',
  before: string | undefined,
  after: string | undefined,
): OnsetChange[] =>
  before === undefined || after === undefined || before === after
    ? []
    : [{ what, before, after, size: Number.POSITIVE_INFINITY }];
