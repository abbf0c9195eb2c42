import { definitionOf, type Meaning } from '../../metrics/catalogue/index.ts';
import { aggregate, duration, firstOf, selector } from './expression.ts';
import type { Matcher } from './matcher.ts';
import type { QueryContext, WindowQuery } from './query-context.ts';

/** By how much each counter, and each part of a histogram, grew. */
export function increaseQueries({ inputs, names, grouping, matchers, windowSeconds }: QueryContext): WindowQuery[] {
  const increase = (meaning: Meaning, part: 'value' | 'sum' | 'count' | 'bucket', le?: string): WindowQuery[] => {
    const found = names(meaning, part);
    if (found.length === 0) return [];
    const by = [...grouping.engine, ...definitionOf(meaning).labels, ...(part === 'bucket' ? ['le'] : [])];
    const all: readonly Matcher[] =
      le === undefined ? matchers : [...matchers, { label: 'le', operator: '=~', value: le }];
    const expression = firstOf(found, (name) =>
      aggregate('sum', by, `increase(${selector(name, all)}[${duration(windowSeconds)}])`),
    );
    return [{ role: { kind: 'increase', meaning, part }, expression }];
  };
  return [
    ...inputs.counters.flatMap((meaning) => increase(meaning, 'value')),
    ...inputs.means.flatMap((meaning) => [...increase(meaning, 'sum'), ...increase(meaning, 'count')]),
    // The count of a histogram is its last bucket.
    ...inputs.distributions.flatMap((meaning) => [...increase(meaning, 'sum'), ...increase(meaning, 'bucket')]),
    ...inputs.singles.flatMap((meaning) => [...increase(meaning, 'sum'), ...increase(meaning, 'bucket', SINGLE)]),
  ];
}

/** As `le` spells an edge of one, with or without a decimal, and the last bucket. */
const SINGLE = '1(\\.0)?|\\+Inf';
