import { CACHE_CONFIG, type Meaning } from '../../metrics/catalogue/index.ts';
import { aggregate, duration, firstOf, selector } from './expression.ts';
import { gaugeQueries } from './gauge-queries.ts';
import { increaseQueries } from './increase-queries.ts';
import { jointQueries } from './joint-queries.ts';
import { qualityQueries } from './quality-queries.ts';
import type { QueryContext, WindowQuery } from './query-context.ts';
import { stillnessQuery } from './stillness-query.ts';

/**
 * One query per number, whatever it is called in which version: what comes back grows with engines and instants, not with
 * samples. Numbers that no engine exposes are not asked for.
 */
export function windowQueries(context: QueryContext): WindowQuery[] {
  return [
    ...increaseQueries(context),
    ...gaugeQueries(context),
    ...(context.inputs.withoutJoint ? [] : jointQueries(context)),
    ...context.inputs.info.flatMap((meaning) => infoQuery(context, meaning)),
    ...qualityQueries(context),
    ...stillnessQuery(context),
  ];
}

function infoQuery(
  { names, grouping, targetMatchers, windowSeconds }: QueryContext,
  meaning: Meaning,
): readonly WindowQuery[] {
  const found = names(meaning, 'value');
  if (found.length === 0) return [];
  const by = [...grouping.engine, ...Object.values(CACHE_CONFIG)];
  const expression = firstOf(found, (name) =>
    aggregate('max', by, `last_over_time(${selector(name, targetMatchers)}[${duration(windowSeconds)}])`),
  );
  return [{ role: { kind: 'info', meaning }, expression }];
}
