import { FieldType, type Field, type PanelData } from '@grafana/data';
import type { PanelReport } from './page-api.ts';
import { isShown, knownValues, rowsOf } from './stand-in.ts';

/** What a panel came to, for tests to judge. */
export function panelReport(
  { id, title, type }: Pick<PanelReport, 'id' | 'title' | 'type'>,
  { series, errors = [] }: PanelData,
): PanelReport {
  const fields = series.flatMap((frame) => frame.fields).filter(({ type: kind }) => kind !== FieldType.time);
  const units = fields.filter(({ type: kind }) => kind === FieldType.number).map(({ config }) => config.unit ?? '');
  return {
    id,
    title,
    type,
    errors: errors.map(({ message = '' }) => message),
    notices: series.flatMap(({ meta }) => meta?.notices ?? []).map(({ severity, text }) => `${severity}: ${text}`),
    frames: series.length,
    rows: rowsOf(series),
    values: fields.reduce((sum, field) => sum + knownValues(field).length, 0),
    units: [...new Set(units)].sort(),
    oddities: type === 'table' ? fields.filter(isShown).flatMap(oddities) : [],
  };
}

/** Grafana writes numbers in words in the unit of the panel, and what stands for "no data" into every empty cell. */
function oddities(field: Field): string[] {
  const { name, type, config, values } = field;
  const { unit = '', noValue = '' } = config;
  const isEmptySomewhere = knownValues(field).length < values.length;
  return [
    ...(type === FieldType.string && unit !== '' && (values as unknown[]).some(isNumberInWords)
      ? [`${name}: words in the unit ${unit}`]
      : []),
    ...(isEmptySomewhere && noValue.length > LONGEST_BLANK && field.display?.(null).text === noValue
      ? [`${name}: empty cells say "${noValue}"`]
      : []),
  ];
}

const LONGEST_BLANK = 12;

const isNumberInWords = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && Number.isFinite(Number(value));
