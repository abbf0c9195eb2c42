import { parseMatchers, printMatcher } from '../../sources/prometheus-api/index.ts';
import type { RidgelineQuery } from '../query/index.ts';

/** Puts the values of the dashboard's variables into a text, as Grafana's `replace` with its format. */
export type Replace = (text: string, format?: 'regex') => string;

/** The query with the variables of the dashboard filled in: values where regular expressions stand become texts in them. */
export function interpolated(query: RidgelineQuery, replace: Replace): RidgelineQuery {
  const text = (value: string | undefined): string | undefined => (value === undefined ? undefined : replace(value));
  const pattern = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : replace(value, 'regex');
  const { model, engine, target, match, window, objective, ...others } = query;
  return {
    ...others,
    ...defined({ model: pattern(model), engine: pattern(engine), target: pattern(target), window: text(window) }),
    ...(match !== undefined && { match: matchers(match, replace) }),
    ...(objective && {
      objective: defined({ ttft: text(objective.ttft), tpot: text(objective.tpot), e2e: text(objective.e2e) }),
    }),
  };
}

/** Each value in its place; a variable may also stand for matchers as a whole. */
function matchers(match: string, replace: Replace): string {
  try {
    return parseMatchers(match)
      .map(({ value, operator, ...matcher }) =>
        printMatcher({ ...matcher, operator, value: replace(value, operator.endsWith('~') ? 'regex' : undefined) }),
      )
      .join(',');
  } catch {
    return replace(match);
  }
}

const defined = <Name extends string>(texts: Readonly<Record<Name, string | undefined>>) =>
  Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)) as Partial<Record<Name, string>>;
