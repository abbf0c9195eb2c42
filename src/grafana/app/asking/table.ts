import type { DataFrame } from '@grafana/data';

/** A frame as rows, whatever its values may be. */
export interface Table {
  readonly length: number;
  text(name: string, row: number): string | undefined;
  number(name: string, row: number): number | undefined;
  flag(name: string, row: number): boolean;
}

export function tableOf(frames: readonly DataFrame[]): Table {
  const [frame] = frames;
  const at = (name: string, row: number): unknown => frame?.fields.find((field) => field.name === name)?.values[row];
  return {
    length: frame?.length ?? 0,
    text: (name, row) => {
      const value = at(name, row);
      return typeof value === 'string' && value !== '' ? value : undefined;
    },
    number: (name, row) => {
      const value = at(name, row);
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    },
    flag: (name, row) => at(name, row) === true,
  };
}

export const rowsOf = <Row>(table: Table, read: (row: number) => Row): Row[] =>
  Array.from({ length: table.length }, (_, row) => read(row));
