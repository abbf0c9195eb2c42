import type { AnnotationId } from '../../quantities/index.ts';
import type { EngineReport, FleetReport } from '../schema.ts';
import { limitsOf } from '../limits.ts';
import { columns } from './columns.ts';
import { lookAt } from './look.ts';
import { NUMBERS, numberCells } from './number-cells.ts';
import { PLAIN, type Paint } from './paint.ts';
import { engineName } from './title.ts';

export interface FleetTableOptions {
  /** All together, in a row of its own. */
  readonly fleet?: FleetReport | undefined;
  /** How many engines there are beside these. */
  readonly unlisted?: number;
}

/** One row per engine, in the order of the report: worst first. */
export function fleetTable(
  engines: readonly EngineReport[],
  paint: Paint,
  { fleet, unlisted = 0 }: FleetTableOptions = {},
): string[] {
  const [head = '', ...body] = columns(fleetCells(engines, fleet, paint));
  const totals = fleet ? body.splice(-1) : [];
  const rest = unlisted > 0 ? [paint.faint(`… and ${unlisted} more, none of them worse`)] : [];
  return [paint.heading(head), ...body, ...rest, ...totals.map((line) => paint.strong(line))];
}

/** Headings, a row per engine, and one for all where they are given. */
export const fleetCells = (
  engines: readonly EngineReport[],
  fleet: FleetReport | undefined,
  paint: Paint = PLAIN,
): string[][] => [
  ['ENGINE', 'STATE', 'NEW WAIT', ...NUMBERS],
  ...engines.map((engine) => {
    const look = lookAt(engine);
    return [
      engineName(engine).join(' · '),
      stateOf(engine, paint),
      look.short('waitForecastSeconds'),
      ...numberCells(look),
    ];
  }),
  ...(fleet ? [[`${fleet.engines} engines together`, '', '', ...numberCells(lookAt(fleet))]] : []),
];

/** One word for engines that make no progress, whatever their last gauges show; otherwise the limits that are used up. */
function stateOf(engine: EngineReport, paint: Paint): string {
  const condition = engine.annotations.find(({ id }) => id in CONDITIONS);
  if (condition) return condition.id === 'engine-idle' ? 'idle' : paint.alarm(CONDITIONS[condition.id] ?? condition.id);
  const full = limitsOf(engine).flatMap((limit) => (limit.full ? [limit.name] : []));
  return full.length === 0 ? '—' : paint.accent(`${full.join(', ')} full`);
}

const CONDITIONS: Partial<Readonly<Record<AnnotationId, string>>> = {
  'engine-hung': 'hung',
  'engine-stalled': 'stalled',
  'engine-asleep': 'asleep',
  'engine-idle': 'idle',
};
