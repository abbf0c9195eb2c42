import { isBound, type EngineVerdict } from '../asking/engine-verdicts.ts';
import { identityOf, identityOfLabels, isSame, type Identity } from '../asking/identity.ts';
import { limitsOf, type LimitRow } from '../asking/limits.ts';
import { allSeries, type Series } from '../asking/series.ts';
import { rowsOf, tableOf, type Table } from '../asking/table.ts';
import type { Answers } from '../asking/use-answers.ts';
import { isFine } from '../shell/engine-state.ts';

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
  /** What is full. */
  readonly bound: string | undefined;
  /** Undefined until rules have judged it. */
  readonly verdict: EngineVerdict | undefined;
  readonly forecast: string | undefined;
  readonly rooflineRatio: number | undefined;
  readonly goodput: Share | undefined;
  /** The same ones in the same order for all engines, but none where nothing is known of any. */
  readonly limits: readonly LimitRow[];
  readonly tokens: Series | undefined;
  readonly tokensPerSecond: number | undefined;
}

/** The engines in the order of the data source: the worst first. */
export function fleetRows({ framesOf }: Answers, verdicts: readonly EngineVerdict[] = []): FleetRow[] {
  const [fleet, answers] = [tableOf(framesOf('fleet')), tableOf(framesOf('answer'))];
  const limits = limitsOf(framesOf('limits'));
  const names = [...new Set(limits.map(({ name }) => name))];
  const series = allSeries(framesOf('each')).map((each) => ({ ...each, identity: identityOfLabels(each.labels) }));
  const said = rowsOf(answers, (row) => ({
    ...identityOf(answers, row),
    answer: answers.text('answer', row),
    forecast: answers.text('forecast', row),
  }));
  return rowsOf(fleet, (row) => {
    const identity = identityOf(fleet, row);
    const sentences = said.find((other) => isSame(identity, other));
    return {
      ...identity,
      name: fleet.text('engine', row) ?? identity.target,
      state: fleet.text('state', row),
      answer: sentences?.answer,
      bound: fleet.text('bound', row),
      verdict: verdicts.find((other) => isSame(identity, other)),
      forecast: sentences?.forecast,
      rooflineRatio: fleet.number('rooflineRatio', row),
      goodput: goodputOf(fleet, row),
      limits: inOrder(
        names,
        limits.filter((other) => isSame(identity, other)),
      ),
      tokens: series.find((each) => isSame(identity, each.identity)),
      tokensPerSecond: fleet.number('generationTokensPerSecond', row),
    };
  });
}

/** One for each name, unknown where this engine has none. */
function inOrder(names: readonly string[], own: readonly LimitRow[]): LimitRow[] {
  const [any] = own;
  if (!any) return [];
  const nothing = { usedRatio: undefined, mostRatio: undefined, binds: false, detail: 'unknown' };
  return names.map((name) => own.find((limit) => limit.name === name) ?? { ...any, ...nothing, name });
}

/** Of all requests of the range, with what the data allow. */
function goodputOf(fleet: Table, row: number): Share | undefined {
  const value = fleet.number('goodputRatio', row);
  if (value === undefined) return undefined;
  const [low, high] = [fleet.number('goodputRatioLow', row), fleet.number('goodputRatioHigh', row)];
  return { value, low: low ?? value, high: high ?? value };
}

/** Nothing to do about it; a limit may bind where nothing is full and nobody waits in the engine. */
export const isFineRow = ({ state, verdict }: FleetRow): boolean =>
  isFine(state) && !(state === 'fine' && verdict !== undefined && isBound(verdict));

/** By model, in the order of the worst engine of each. */
export function byModel(rows: readonly FleetRow[]): (readonly [model: string, rows: readonly FleetRow[]])[] {
  const groups = new Map<string, FleetRow[]>();
  for (const row of rows) {
    const model = row.model ?? 'unnamed model';
    groups.set(model, [...(groups.get(model) ?? []), row]);
  }
  return [...groups];
}
