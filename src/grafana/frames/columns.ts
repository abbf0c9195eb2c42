import { FieldType, type FieldDTO } from '@grafana/data';
import { MEASURES, type MeasureId } from '../../analysis/index.ts';
import { UNITS } from '../../quantities/index.ts';
import type { ReportedMeasure } from '../../report/index.ts';
import { engineNames, type Engine } from './engine-names.ts';

export const textColumn = (name: string, values: readonly (string | null)[], displayNameFromDS = name): FieldDTO => ({
  name,
  type: FieldType.string,
  values: [...values],
  config: { displayNameFromDS },
});

export const numberColumn = (
  name: string,
  values: readonly (number | null)[],
  unit: string,
  displayNameFromDS = name,
): FieldDTO => ({ name, type: FieldType.number, values: [...values], config: { displayNameFromDS, unit } });

export const flagColumn = (name: string, values: readonly boolean[], displayNameFromDS = name): FieldDTO => ({
  name,
  type: FieldType.boolean,
  values: [...values],
  config: { displayNameFromDS },
});

/** A column called as the measure, with its unit; unknown is empty. */
export function measureColumn(
  id: MeasureId,
  rows: readonly { readonly measures: Readonly<Record<string, ReportedMeasure>> }[],
): FieldDTO {
  const { title, unit } = MEASURES.get(id) ?? { title: id, unit: 'count' };
  const valueOf = (measured: ReportedMeasure | undefined): number | null => (measured?.known ? measured.value : null);
  return numberColumn(
    id,
    rows.map(({ measures }) => valueOf(measures[id])),
    UNITS[unit].grafana,
    title,
  );
}

/** What people call each engine, and what links select it by. */
export function identityColumns(engines: readonly Engine[]): readonly [name: FieldDTO, ...labels: FieldDTO[]] {
  const nameOf = engineNames(engines);
  return [
    textColumn('engine', engines.map(nameOf)),
    textColumn(
      'instance',
      engines.map(({ target }) => target),
      'target',
    ),
    textColumn(
      'rank',
      engines.map(({ engine }) => engine),
    ),
    textColumn(
      'model_name',
      engines.map(({ model }) => model),
      'model',
    ),
  ];
}
