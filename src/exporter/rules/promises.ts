import { ENGINE_LABEL } from '../../metrics/catalogue/index.ts';
import type { Objective } from '../../settings/index.ts';
import type { Selection, Selector } from './promql.ts';

/** An objective and the series of the engines that it holds for. */
export interface Promised {
  /** Where it stands: `objectives[0]`. */
  readonly key: string;
  readonly objective: Objective;
  readonly selection: Selection;
}

/**
 * Who each objective holds for. The first match wins, so the series of an objective are those that its patterns match and
 * none of an earlier one does: NOT (a AND b) is the two disjoint selectors NOT a, and a AND NOT b. Patterns match whole
 * texts in ridgeline.yaml as in PromQL; `target` is the `instance` label.
 *
 * An objective that comes after one that matches everything holds for nobody and is left out.
 */
export function promises(objectives: readonly Objective[]): Promised[] {
  let left: Selection = [[]];
  return objectives.flatMap((objective, i) => {
    const patterns = patternsOf(objective);
    const selection = left.map((selector) => [...selector, ...patterns.map(({ matches }) => matches)]);
    left = left.flatMap((selector) => without(selector, patterns));
    return selection.length === 0 ? [] : [{ key: `objectives[${i}]`, objective, selection }];
  });
}

interface Pattern {
  readonly matches: string;
  readonly fails: string;
}

const EVERYTHING = ['.*', ''];

const patternsOf = ({ match: { model, target } }: Objective): Pattern[] =>
  [
    [ENGINE_LABEL.model, model],
    ['instance', target],
  ].flatMap(([label = '', pattern]) =>
    pattern === undefined || EVERYTHING.includes(pattern)
      ? []
      : [{ matches: `${label}=~${JSON.stringify(pattern)}`, fails: `${label}!~${JSON.stringify(pattern)}` }],
  );

const without = (selector: Selector, patterns: readonly Pattern[]): Selector[] =>
  patterns.map(({ fails }, i) => [...selector, ...patterns.slice(0, i).map(({ matches }) => matches), fails]);
