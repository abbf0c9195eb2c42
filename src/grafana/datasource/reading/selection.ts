import type { AdHocVariableFilter } from '@grafana/data';
import { ENGINE_LABEL } from '../../../metrics/catalogue/index.ts';
import { anyOf, parseMatchers, type Matcher } from '../../../sources/prometheus-api/index.ts';
import type { RidgelineQuery } from '../../query/index.ts';

/** Which engines a query is about. Throws a SourceError that says where the further matchers stop being some. */
export function matchersOf(
  query: Pick<RidgelineQuery, 'model' | 'engine' | 'target' | 'match'>,
  filters: readonly AdHocVariableFilter[] = [],
): Matcher[] {
  const like = (label: string, pattern: string | undefined): Matcher[] =>
    isAnything(pattern) ? [] : [{ label, operator: '=~', value: pattern.trim() }];
  return [
    ...like(ENGINE_LABEL.model, query.model),
    ...like(ENGINE_LABEL.engine, query.engine),
    ...like('instance', query.target),
    ...parseMatchers(query.match ?? ''),
    ...filters.flatMap(filterOf),
  ];
}

/** Old engines lack a label altogether, and "all" means them, too. */
const ANYTHING: readonly string[] = ['', '.*', '.+', '(.*)', '(.+)', '()'];

export const isAnything = (pattern: string | undefined): pattern is undefined =>
  pattern === undefined || ANYTHING.includes(pattern.trim());

function filterOf({ key, operator, value, values = [value] }: AdHocVariableFilter): Matcher[] {
  switch (operator) {
    case '=':
    case '!=':
    case '=~':
    case '!~':
      return [{ label: key, operator, value }];
    case '=|':
      return [{ label: key, operator: '=~', value: anyOf(values) }];
    case '!=|':
      return [{ label: key, operator: '!~', value: anyOf(values) }];
    default:
      return [];
  }
}
