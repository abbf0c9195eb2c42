import { ENGINE_LABEL } from '../../metrics/catalogue/index.ts';
import type { EngineIdentity } from '../../metrics/window/index.ts';
import type { Labels } from './decode.ts';

/** What Prometheus calls the address it scraped. */
const INSTANCE = 'instance';

/** Looked at first for telling engines apart, the widest first, since people know engines by them. */
const FAMILIAR = ['cluster', 'namespace', 'job', 'pod', 'replica'];

/** Of one engine: shares of a number, or what a metric is about; never what tells two engines apart. */
const WITHIN_AN_ENGINE = ['__name__', 'pid', 'le'];

/** Which labels tell engines apart, so that a server may add up over all others without merging two engines. */
export interface Grouping {
  /** Of an engine: the target's, and what tells the engines of one target apart. */
  readonly engine: readonly string[];
  /** Of the scrape target alone. */
  readonly target: readonly string[];
}

/**
 * As few labels as tell these engines apart: address, engine and model, and others one by one while two engines still look
 * alike. What all share need not travel, and names stay short.
 */
export function groupingOf(engines: readonly Labels[]): Grouping {
  const own = [ENGINE_LABEL.engine, ENGINE_LABEL.model];
  const names = new Set(engines.flatMap((labels) => Object.keys(labels)));
  for (const name of [INSTANCE, ...own, ...WITHIN_AN_ENGINE]) names.delete(name);
  const distinct = (by: readonly string[]): number => new Set(engines.map((labels) => keyOf(labels, by))).size;
  const candidates = [...FAMILIAR.filter((name) => names.delete(name)), ...[...names].sort()];
  const wanted = distinct([INSTANCE, ...own, ...candidates]);
  let target = [INSTANCE];
  let found = distinct([...target, ...own]);
  for (const name of candidates) {
    if (found === wanted) break;
    const more = distinct([...target, name, ...own]);
    if (more > found) target = [...target, name];
    found = more;
  }
  return { target, engine: [...target, ...own] };
}

// What follows a NUL tells the end of a value from a NUL in one.
const SEPARATOR = '\u0000\u0001';
const NUL = '\u0000\u0002';

/** A text that is equal exactly for equal values of those labels; an absent label is an empty one, as in Prometheus. */
export const keyOf = (labels: Labels, by: readonly string[]): string =>
  by.map((name) => withoutSeparator(labels[name] ?? '')).join(SEPARATOR);

const withoutSeparator = (value: string): string =>
  value.includes('\u0000') ? value.replaceAll('\u0000', NUL) : value;

/** The address that a target's key begins with. */
export const addressIn = (targetKey: string): string => targetKey.split(SEPARATOR)[0] ?? targetKey;

/** The key of an engine by the labels of its grouping: those of its target, then its own. */
export const engineKey = (targetKey: string, engine: string | null, model: string | null): string =>
  [targetKey, ...[engine, model].map((value) => withoutSeparator(value ?? ''))].join(SEPARATOR);

/** Without the labels that are about parts of an engine. */
export const wholeEngine = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !WITHIN_AN_ENGINE.includes(name)));

export function identityOf(labels: Labels, { target }: Grouping): EngineIdentity {
  const further = target.filter((name) => name !== INSTANCE);
  return {
    target: labels[INSTANCE] ?? 'no instance label',
    engine: labels[ENGINE_LABEL.engine] ?? null,
    model: labels[ENGINE_LABEL.model] ?? null,
    labels: Object.fromEntries(further.map((name) => [name, labels[name] ?? ''])),
  };
}
