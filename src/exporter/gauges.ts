import { MEASURES, type MeasureId, type MeasureInfo } from '../analysis/index.ts';
import { UNITS, type Unit } from '../quantities/index.ts';

/** What Prometheus calls a measure. */
export interface GaugeInfo {
  readonly name: string;
  readonly help: string;
}

const PREFIX = 'ridgeline_';

/** Which of several values of a quantity: a percentile, or the largest. */
const QUALIFIER = /(P\d+|Max)$/;

/**
 * The name of a measure's gauge: its id in Prometheus' spelling. A qualifier goes before the unit, which stays last.
 *
 * - `queueSeconds` → `ridgeline_queue_seconds`
 * - `ttftSecondsP95` → `ridgeline_ttft_p95_seconds`
 * - `requestsRunningMax` → `ridgeline_requests_running_max`, as requests are counted without a unit
 */
function gaugeName(id: string, unit: Unit): string {
  const qualifier = QUALIFIER.exec(id)?.[0].toLowerCase();
  const name = snakeCase(id.replace(QUALIFIER, ''));
  const suffix = UNITS[unit].prometheusSuffix;
  if (qualifier === undefined) return PREFIX + name;
  const stem = suffix !== '' && name.endsWith(`_${suffix}`) ? name.slice(0, -suffix.length - 1) : name;
  return PREFIX + [stem, qualifier, ...(stem === name ? [] : [suffix])].join('_');
}

const snakeCase = (id: string): string => spaced(id).replaceAll(' ', '_');

const spaced = (camelCase: string): string => camelCase.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

/** "TTFT p95, in seconds (ttftSecondsP95)". */
const helpOf = (id: MeasureId, { title, unit }: MeasureInfo): string =>
  `${title.charAt(0).toUpperCase()}${title.slice(1)}, ${unit === 'ratio' ? 'as a ratio' : `in ${spaced(unit)}`} (${id})`;

/** Every measure's gauge. */
export const GAUGES: ReadonlyMap<MeasureId, GaugeInfo> = new Map(
  [...MEASURES].map(([id, info]) => [id, { name: gaugeName(id, info.unit), help: helpOf(id, info) }]),
);
