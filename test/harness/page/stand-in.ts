import { FieldType, PanelPlugin, type DataFrame, type Field } from '@grafana/data';

/** Grafana's own panels are not on npm. This has the field configuration that all share, and which fields tables leave out. */
export const standInPlugin = new PanelPlugin(() => null).useFieldConfig({
  useCustomConfig: (builder) => {
    builder
      .addBooleanSwitch({ path: 'hidden', name: 'Hidden', defaultValue: false })
      .addTextInput({ path: 'hideFrom.viz', name: 'Hide from' });
  },
});

/** Grafana 12 and 13 keep it in different places. */
export const isShown = ({ config }: Field): boolean => {
  const custom = config.custom as { hidden?: boolean; hideFrom?: { viz?: boolean } } | undefined;
  return custom?.hidden !== true && custom?.hideFrom?.viz !== true;
};

/** What a core panel would show of a field: its last, least and largest values, written in its unit. */
export interface FieldText {
  readonly name: string;
  readonly unit: string;
  readonly texts: readonly string[];
}

const isKnown = (value: unknown): boolean => value !== null && value !== undefined && !Number.isNaN(value);

export const knownValues = (field: Field): readonly unknown[] => (field.values as unknown[]).filter(isKnown);

export function fieldTexts(field: Field, name: string): FieldText {
  const known = knownValues(field);
  const numbers = field.type === FieldType.number ? (known as number[]) : [];
  const shown = numbers.length > 0 ? [numbers.at(-1), Math.min(...numbers), Math.max(...numbers)] : known.slice(-1);
  return { name, unit: field.config.unit ?? '', texts: shown.map((value) => written(field, value)) };
}

export function written(field: Field, value: unknown): string {
  if (!isKnown(value)) return field.config.noValue ?? '';
  const shown = field.display?.(value);
  return shown ? `${shown.prefix ?? ''}${shown.text}${shown.suffix ?? ''}` : String(value);
}

export const rowsOf = (frames: readonly DataFrame[]): number => frames.reduce((sum, { length }) => sum + length, 0);
