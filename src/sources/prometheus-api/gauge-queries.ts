import { definitionOf, DIVISION, type Meaning } from '../../metrics/catalogue/index.ts';
import { aggregate, duration, firstOf, selector } from './expression.ts';
import type { Matcher } from './matcher.ts';
import type { QueryContext, WindowQuery } from './query-context.ts';
import type { Statistic } from './role.ts';

const LEVEL: readonly Statistic[] = ['average', 'minimum', 'maximum', 'first', 'last'];
const TREND: readonly Statistic[] = ['average', 'first', 'last'];
const STATE: readonly Statistic[] = ['average', 'last'];

/** Statistics of the samples of each gauge. */
export const gaugeQueries = (context: QueryContext): WindowQuery[] => [
  ...context.inputs.levels.flatMap((gauge) => queriesFor(context, gauge, LEVEL)),
  ...(context.inputs.trends ?? []).flatMap((gauge) => queriesFor(context, gauge, TREND)),
  ...context.inputs.states.flatMap((gauge) => queriesFor(context, gauge, STATE)),
];

/** Of these gauges one division says all that is looked at; the others need not travel. */
const ONLY: Partial<Record<Meaning, string>> = { engineSleepState: DIVISION.awake };

const onlyOf = (gauge: Meaning): Matcher[] => {
  const [label] = definitionOf(gauge).labels;
  const value = ONLY[gauge];
  return label === undefined || value === undefined ? [] : [{ label, operator: '=', value }];
};

/** API-server processes each show the gauge of the whole engine, so of several the largest counts. */
function queriesFor(
  { names, grouping, matchers, windowSeconds }: QueryContext,
  gauge: Meaning,
  statistics: readonly Statistic[],
): WindowQuery[] {
  const found = names(gauge, 'value');
  if (found.length === 0) return [];
  const by = [...grouping.engine, ...definitionOf(gauge).labels];
  return statistics.map((statistic) => ({
    role: { kind: 'gauge', gauge, statistic },
    expression: firstOf(found, (name) =>
      aggregate(
        'max',
        by,
        statisticOf(statistic, selector(name, [...matchers, ...onlyOf(gauge)]), duration(windowSeconds)),
      ),
    ),
  }));
}

function statisticOf(statistic: Statistic, series: string, window: string): string {
  switch (statistic) {
    case 'average':
      return `avg_over_time(${series}[${window}])`;
    case 'minimum':
      return `min_over_time(${series}[${window}])`;
    case 'maximum':
      return `max_over_time(${series}[${window}])`;
    case 'first':
      return `${series} offset ${window}`;
    case 'last':
      return series;
  }
}
