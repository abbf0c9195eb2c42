import type { EngineReport, FleetReport } from '../schema.ts';
import { boundBy, boundByTotals, type Silent } from './bound-by.ts';
import { columns } from './columns.ts';
import { lookAt } from './look.ts';
import { NUMBERS, numberCells } from './number-cells.ts';
import { PLAIN, type Paint } from './paint.ts';
import { engineName } from './title.ts';

export interface FleetTableOptions {
  /** All together, in a row of its own. */
  readonly fleet?: FleetReport | undefined;
  /** The engines there are beside these. */
  readonly unlisted?: readonly EngineReport[];
  readonly silent?: Silent;
}

/** One row per engine, in the order of the report: worst first. */
export function fleetTable(
  engines: readonly EngineReport[],
  paint: Paint,
  { fleet, unlisted = [], silent }: FleetTableOptions = {},
): string[] {
  const [head = '', ...body] = columns(fleetCells(engines, fleet, paint, silent));
  const totals = fleet ? body.splice(-1) : [];
  const rest = unlisted.length > 0 ? [paint.faint(`… and ${unlisted.length} more, none of them worse`)] : [];
  const bound = fleet ? [`bound by: ${boundByTotals([...engines, ...unlisted], silent)}`] : [];
  return [paint.heading(head), ...body, ...rest, ...[...totals, ...bound].map((line) => paint.strong(line))];
}

/** Headings, a row per engine, and one for all where they are given. */
export const fleetCells = (
  engines: readonly EngineReport[],
  fleet: FleetReport | undefined,
  paint: Paint = PLAIN,
  silent?: Silent,
): string[][] => [
  ['ENGINE', 'STATE', 'NEW WAIT', ...NUMBERS],
  ...engines.map((engine) => {
    const look = lookAt(engine);
    return [
      engineName(engine).join(' · '),
      boundBy(engine, paint, silent),
      look.short('waitForecastSeconds'),
      ...numberCells(look),
    ];
  }),
  ...(fleet ? [[`${fleet.engines} engines together`, '', '', ...numberCells(lookAt(fleet))]] : []),
];
