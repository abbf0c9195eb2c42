import type { Analysis } from '../analysis/index.ts';
import type { Diagnosis } from '../diagnosis/index.ts';
import { identityKey } from '../metrics/window/index.ts';
import type { OfSides } from './side.ts';

/** What limited one engine over the whole of a side. */
export interface Limited {
  readonly engine: Analysis['engine'];
  readonly boundBy: string;
  readonly confidence: Diagnosis['verdict']['confidence'];
  readonly summary: string;
}

/** What was found on one side and not on the other; of what is more than worth knowing. */
export interface FindingsChange {
  readonly isNew: readonly Found[];
  readonly isGone: readonly Found[];
}

/** A finding of one side, over all of its engines. */
export interface Found {
  readonly id: string;
  /** Of the engine where most is at stake. */
  readonly message: string;
  readonly engines: number;
}

/** One side as a whole: what each engine did, and what is wrong with it. */
export interface Whole {
  readonly analyses: readonly Analysis[];
  /** In their order. */
  readonly diagnoses: readonly Diagnosis[];
}

/** In the order of the engines' names, so that both sides are read alike. */
export const limitedBy = ({ analyses, diagnoses }: Whole): Limited[] =>
  analyses
    .map(({ engine }, i) => ({ engine, verdict: diagnoses[i]?.verdict }))
    .flatMap(({ engine, verdict }) => (verdict ? [{ engine, ...verdict }] : []))
    .sort((left, right) => (identityKey(left.engine) < identityKey(right.engine) ? -1 : 1));

/** By rule: which engine it is on is in its message. */
export function findingsChange({ a, b }: OfSides<Whole>): FindingsChange {
  const before = firing(a);
  const after = firing(b);
  const only = (these: typeof before, those: typeof before): Found[] =>
    [...these].flatMap(([id, found]) => (those.has(id) ? [] : [found]));
  return { isNew: only(after, before), isGone: only(before, after) };
}

function firing({ diagnoses }: Whole): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const finding of diagnoses.flatMap(({ findings }) => findings)) {
    if (finding.state !== 'fires' || finding.severity === 'info') continue;
    const { id, message } = finding;
    const before = found.get(id);
    found.set(id, { id, message: before?.message ?? message, engines: (before?.engines ?? 0) + 1 });
  }
  return found;
}
