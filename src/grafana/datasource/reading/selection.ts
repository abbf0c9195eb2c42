import type { AdHocVariableFilter, ScopedVars } from '@grafana/data';
import { ENGINE_LABEL } from '../../../metrics/catalogue/index.ts';
import { parseMatchers, type Matcher } from '../../../sources/prometheus-api/index.ts';
import type { RidgelineQuery } from '../../query/index.ts';

/** Puts the values of the dashboard's variables into a text. */
export type Interpolate = (text: string, scopedVars: ScopedVars, format?: string | ValueFormat) => string;
export type ValueFormat = (value: string | readonly string[]) => string;

/** Which engines a query is about. Throws a SourceError that says where the further matchers stop being some. */
export function matchersOf(
  query: Pick<RidgelineQuery, 'model' | 'engine' | 'target' | 'match'>,
  scopedVars: ScopedVars,
  interpolate: Interpolate,
  filters: readonly AdHocVariableFilter[] = [],
): Matcher[] {
  const like = (label: string, text: string | undefined): Matcher[] => {
    const value = interpolate(text ?? '', scopedVars, asRegex).trim();
    return ANYTHING.includes(value) ? [] : [{ label, operator: '=~', value }];
  };
  return [
    ...like(ENGINE_LABEL.model, query.model),
    ...like(ENGINE_LABEL.engine, query.engine),
    ...like('instance', query.target),
    ...parseMatchers(interpolate(query.match ?? '', scopedVars, insideQuotes)),
    ...filters.flatMap(filterOf),
  ];
}

/** Old engines lack a label altogether, and "all" means them, too. */
const ANYTHING: readonly string[] = ['', '.*', '.+', '(.*)', '(.+)'];

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A single value may be a regular expression itself, as it may where people type one; of several, each is a text. */
const asRegex: ValueFormat = (value) =>
  typeof value === 'string'
    ? escaped(value)
    : value.length === 1
      ? escaped(value[0] ?? '')
      : `(${value.map(escaped).join('|')})`;

const insideQuotes: ValueFormat = (value) => asRegex(value).replace(/\\/g, '\\\\').replace(/"/g, '\\"');

function filterOf({ key, operator, value, values }: AdHocVariableFilter): Matcher[] {
  const oneOf = `(${(values ?? [value]).map(escaped).join('|')})`;
  switch (operator) {
    case '=':
    case '!=':
    case '=~':
    case '!~':
      return [{ label: key, operator, value }];
    case '=|':
      return [{ label: key, operator: '=~', value: oneOf }];
    case '!=|':
      return [{ label: key, operator: '!~', value: oneOf }];
    default:
      return [];
  }
}
