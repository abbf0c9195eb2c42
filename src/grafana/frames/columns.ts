import { FieldType, type FieldDTO } from '@grafana/data';
import { MEASURES, type MeasureId } from '../../analysis/index.ts';
import { UNITS } from '../../quantities/index.ts';
import { engineKey, type ReportedMeasure } from '../../report/index.ts';
import { engineNames, type Engine } from './engine-names.ts';

// What stands in each row; null: nothing.
type Of<Row, Value> = (row: Row) => Value | null;

export const textColumn = <Row>(
  name: string,
  rows: readonly Row[],
  of: Of<Row, string>,
  displayNameFromDS = name,
): FieldDTO => ({ name, type: FieldType.string, values: rows.map(of), config: { displayNameFromDS } });

export const numberColumn = <Row>(
  name: string,
  rows: readonly Row[],
  of: Of<Row, number>,
  { unit, title = name }: { readonly unit: string; readonly title?: string },
): FieldDTO => ({ name, type: FieldType.number, values: rows.map(of), config: { displayNameFromDS: title, unit } });

export const flagColumn = <Row>(name: string, rows: readonly Row[], of: Of<Row, boolean>): FieldDTO => ({
  name,
  type: FieldType.boolean,
  values: rows.map(of),
  config: { displayNameFromDS: name },
});

export const timeColumn = <Row>(name: string, rows: readonly Row[], ofSeconds: (row: Row) => number): FieldDTO => ({
  name,
  type: FieldType.time,
  values: rows.map((row) => ofSeconds(row) * 1e3),
  config: {},
});

interface Measured {
  readonly measures: Readonly<Record<string, ReportedMeasure>>;
}

/** A column called as the measure, with its unit; unknown is empty. `Low` and `High` are its bounds. */
export function measureColumn(id: MeasureId, rows: readonly Measured[], bound: '' | 'Low' | 'High' = ''): FieldDTO {
  const info = MEASURES.get(id);
  if (!info) throw new Error(`unreachable: there is no measure ${id}`);
  const part = { '': 'value', Low: 'low', High: 'high' } as const;
  const of = ({ measures }: Measured): number | null => {
    const measured = measures[id];
    return measured?.known ? (measured[part[bound]] ?? null) : null;
  };
  const title = bound === '' ? info.title : `${info.title} (${part[bound]})`;
  return numberColumn(`${id}${bound}`, rows, of, { unit: UNITS[info.unit].grafana, title });
}

/** What people call each engine, what links select it by, and what is equal exactly for the same engine. */
export function identityColumns(engines: readonly Engine[]): readonly [name: FieldDTO, ...labels: FieldDTO[]] {
  return [
    textColumn('engine', engines, engineNames(engines)),
    textColumn('instance', engines, ({ target }) => target, 'target'),
    textColumn('rank', engines, ({ engine }) => engine),
    textColumn('model_name', engines, ({ model }) => model, 'model'),
    textColumn('key', engines, engineKey),
  ];
}
