import type { MeasureId } from '../../analysis/index.ts';
import { formatInterval, formatMeasured, formatQuantity } from '../../quantities/index.ts';
import type { EngineReport, ReportedMeasure } from '../schema.ts';

/** How the text shows the measures of one engine, or of all together. */
export interface Look {
  measure(id: MeasureId): ReportedMeasure;
  /** "15.3", or why not. */
  value(id: MeasureId): string;
  /** The value, or an em dash; for tables where the reason stands elsewhere. */
  short(id: MeasureId): string;
  /** The number without its unit's words, for rows that say the unit once: "363/s", "128". */
  amount(id: MeasureId): string;
  /** The interval where there is one ("80–160 s"), else the value. */
  interval(id: MeasureId): string;
  number(id: MeasureId): number | undefined;
}

export function lookAt(engine: Pick<EngineReport, 'measures'>): Look {
  const measure = (id: MeasureId): ReportedMeasure =>
    engine.measures[id] ?? { known: false, reason: 'not-observable', missing: [] };
  const number = (id: MeasureId): number | undefined => {
    const measured = measure(id);
    return measured.known ? measured.value : undefined;
  };
  return {
    measure,
    number,
    value: (id) => formatMeasured(measure(id)),
    short: (id) => {
      const measured = measure(id);
      return measured.known ? formatQuantity(measured.value, measured.unit) : '—';
    },
    amount: (id) => {
      const measured = measure(id);
      if (!measured.known) return '—';
      return formatQuantity(measured.value, measured.unit.endsWith('PerSecond') ? 'eventsPerSecond' : 'count');
    },
    interval: (id) => {
      const measured = measure(id);
      return measured.known ? (formatInterval(measured) ?? formatMeasured(measured)) : '—';
    },
  };
}
