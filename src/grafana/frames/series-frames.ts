import { createDataFrame, DataFrameType, FieldType, type DataFrame, type Field } from '@grafana/data';
import { MEASURES, type MeasureId } from '../../analysis/index.ts';
import { UNITS, type Annotation, type Unit, type UnknownReason } from '../../quantities/index.ts';
import { engineKey } from '../../report/index.ts';
import { engineNames, type Engine } from './engine-names.ts';
import { customMeta } from './frame-meta.ts';

/** A measure as far as it is drawn. */
export type Point =
  | {
      readonly known: true;
      readonly value: number;
      readonly low?: number | undefined;
      readonly high?: number | undefined;
      readonly unit: Unit;
      readonly annotations?: readonly Annotation[];
    }
  | { readonly known: false; readonly reason: UnknownReason; readonly missing: readonly string[] };

export interface MeasuredEngine extends Engine {
  readonly measures: Readonly<Partial<Record<string, Point>>>;
}

export interface MeasuredStep {
  readonly endAtSeconds: number;
  readonly engines: readonly MeasuredEngine[];
}

/**
 * One frame for each engine and measure: time, value and, where the data only bracket it, `low` and `high`, drawn as a band.
 * A point that is unknown is a gap; a measure that never is known has no frame.
 */
export function seriesFrames(steps: readonly MeasuredStep[], measures: readonly MeasureId[]): DataFrame[] {
  const engines = new Map(steps.flatMap((step) => step.engines.map((engine) => [engineKey(engine), engine] as const)));
  const nameOf = engineNames([...engines.values()]);
  const byStep = steps.map((step) => new Map(step.engines.map((engine) => [engineKey(engine), engine])));
  const times = steps.map(({ endAtSeconds }) => endAtSeconds * 1e3);
  return [...engines].flatMap(([key, engine]) => {
    const name = engines.size > 1 ? nameOf(engine) : '';
    return measures.flatMap((id) => {
      const points = byStep.map((ofStep) => ofStep.get(key)?.measures[id]);
      return points.some((point) => point?.known) ? [seriesFrame(id, engine, name, times, points)] : [];
    });
  });
}

function seriesFrame(
  id: MeasureId,
  engine: Engine,
  engineName: string,
  times: readonly number[],
  points: readonly (Point | undefined)[],
): DataFrame {
  const info = MEASURES.get(id);
  if (!info) throw new Error(`unreachable: there is no measure ${id}`);
  const { title, unit } = info;
  const label = engineName === '' ? title : `${title} · ${engineName}`;
  const labels = labelsOf(engine);
  const field = (
    name: string,
    displayNameFromDS: string,
    pick: (point: Known) => number | undefined,
    custom?: object,
  ) => ({
    name,
    type: FieldType.number,
    labels,
    values: points.map((point) => (point?.known ? (pick(point) ?? null) : null)),
    config: { displayNameFromDS, unit: UNITS[unit].grafana, ...(custom && { custom }) },
  });
  const bounds: Partial<Field>[] = points.some((point) => point?.known && isBracketed(point))
    ? [
        field('low', `${label} (low)`, ({ low, value }) => low ?? value, { ...HIDDEN, lineWidth: 0 }),
        field('high', `${label} (high)`, ({ high, value }) => high ?? value, {
          ...HIDDEN,
          lineWidth: 0,
          fillBelowTo: `${label} (low)`,
          fillOpacity: 15,
        }),
      ]
    : [];
  return createDataFrame({
    name: id,
    meta: { ...customMeta('series'), type: DataFrameType.TimeSeriesMulti, typeVersion: [0, 1] },
    fields: [
      { name: 'time', type: FieldType.time, values: [...times], config: {} },
      field('value', label, ({ value }) => value),
      ...(bounds as never[]),
    ],
  });
}

type Known = Extract<Point, { known: true }>;

const isBracketed = ({ low, high }: Known): boolean => (low !== undefined || high !== undefined) && low !== high;

// The band says it; its edges would only double the legend.
const HIDDEN = { hideFrom: { legend: true, tooltip: false, viz: false } };

export const labelsOf = ({ target, engine, model, labels }: Engine): Record<string, string> => ({
  ...labels,
  instance: target,
  ...(engine !== null && { engine }),
  ...(model !== null && { model_name: model }),
});
