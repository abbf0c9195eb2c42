import { identityOf, isOf, type Identity } from '../asking/identity.ts';
import { isSame, limitsOf, type LimitRow } from '../asking/limits.ts';
import { allSeries, lastKnown, meanOf, type Series } from '../asking/series.ts';
import { rowsOf, tableOf } from '../asking/table.ts';
import type { Answers } from '../asking/use-answers.ts';

export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One engine as the Overview shows it. */
export interface FleetRow extends Identity {
  readonly name: string;
  readonly state: string | undefined;
  readonly answer: string | undefined;
  readonly bound: string | undefined;
  readonly forecast: string | undefined;
  readonly rooflineRatio: number | undefined;
  readonly goodput: Share | undefined;
  readonly limits: readonly LimitRow[];
  readonly tokens: Series | undefined;
  readonly tokensPerSecond: number | undefined;
}

/** The engines in the order of the data source: the worst first. */
export function fleetRows({ framesOf }: Answers): FleetRow[] {
  const [fleet, answers] = [tableOf(framesOf('fleet')), tableOf(framesOf('answer'))];
  const limits = limitsOf(framesOf('limits'));
  const series = allSeries(framesOf('each'));
  const said = rowsOf(answers, (row) => ({
    ...identityOf(answers, row),
    answer: answers.text('answer', row),
    forecast: answers.text('forecast', row),
  }));
  return rowsOf(fleet, (row) => {
    const identity = identityOf(fleet, row);
    const own = series.filter(({ labels }) => isOf(identity, labels));
    const sentences = said.find((other) => isSame(identity, other));
    const tokens = own.find(({ id }) => id === 'generationTokensPerSecond');
    return {
      ...identity,
      name: fleet.text('engine', row) ?? identity.target,
      state: fleet.text('state', row),
      answer: sentences?.answer,
      bound: fleet.text('bound', row),
      forecast: sentences?.forecast,
      rooflineRatio: fleet.number('rooflineRatio', row),
      goodput: goodputOf(own),
      limits: limits.filter((other) => isSame(identity, other)),
      tokens,
      tokensPerSecond: fleet.number('generationTokensPerSecond', row) ?? lastKnown(tokens?.values ?? []),
    };
  });
}

/** Of all requests of the range: each step counts as many requests as finished in it. */
export function goodputOf(series: readonly Series[]): Share | undefined {
  const [goodput, finished] = [
    series.find(({ id }) => id === 'goodputRatio'),
    series.find(({ id }) => id === 'completionsPerSecond'),
  ];
  if (!goodput) return undefined;
  const mean = (values: Series['values'] | undefined): number | undefined =>
    values && meanOf(values, finished?.values ?? undefined);
  const value = mean(goodput.values);
  if (value === undefined) return undefined;
  return { value, low: mean(goodput.low) ?? value, high: mean(goodput.high) ?? value };
}

/** By model, in the order of the worst engine of each. */
export function byModel(rows: readonly FleetRow[]): (readonly [model: string, rows: readonly FleetRow[]])[] {
  const groups = new Map<string, FleetRow[]>();
  for (const row of rows) {
    const model = row.model ?? 'unnamed model';
    groups.set(model, [...(groups.get(model) ?? []), row]);
  }
  return [...groups];
}
