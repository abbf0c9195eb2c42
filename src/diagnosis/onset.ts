import type { Analysis, MeasureId } from '../analysis/index.ts';
import { quantityOf, type Known } from '../quantities/index.ts';

/** Something that was different from one step to the next. */
export interface OnsetChange {
  readonly what: MeasureId | 'replicas' | 'version' | 'configuration' | 'restart';
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

/** An engine in a step, and how many served its model then. */
export interface Beside {
  readonly analysis: Analysis;
  readonly replicas: number;
}

/** What changed between two steps of the same engine that can be a cause, the largest first. */
export function changesAtOnset(
  { analysis: before, ...then }: Beside,
  { analysis: after, ...now }: Beside,
): OnsetChange[] {
  const changes = [
    ...OUTSIDE.flatMap((id) => compare(id, before, after, (a, b) => Math.abs(Math.log(b / a)), Math.log(LEAST_FACTOR))),
    ...OUTSIDE_RATIOS.flatMap((id) => compare(id, before, after, (a, b) => Math.abs(b - a), LEAST_DIFFERENCE)),
    ...otherReplicas(then.replicas, now.replicas),
    ...another('version', versionOf(before), versionOf(after)),
    ...anotherConfiguration(before.cacheConfig, after.cacheConfig),
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

/** Only what is another: there are many labels. */
function anotherConfiguration(before: Analysis['cacheConfig'], after: Analysis['cacheConfig']): OnsetChange[] {
  if (!before || !after) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name],
  );
  const listed = (config: Readonly<Record<string, string>>): string =>
    names.map((name) => `${name} ${config[name] ?? 'unset'}`).join(', ');
  return another('configuration', listed(before), listed(after));
}

/** One engine more or less is a change at once: the others have to do what it did. */
function otherReplicas(before: number, after: number): OnsetChange[] {
  if (before === after) return [];
  const [then, now] = [quantityOf(before, 'count'), quantityOf(after, 'count')];
  return then && now ? [{ what: 'replicas', before: then, after: now, size: Math.abs(Math.log(after / before)) }] : [];
}

/** What one of the steps does not show is no change. */
const another = (
  what: Exclude<OnsetChange['what'], MeasureId>,
  before: string | undefined,
  after: string | undefined,
): OnsetChange[] =>
  before === undefined || after === undefined || before === after
    ? []
    : [{ what, before, after, size: Number.POSITIVE_INFINITY }];
