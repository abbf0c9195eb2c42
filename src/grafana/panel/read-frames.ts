import type { DataFrame } from '@grafana/data';
import { frameKind } from '../frames/index.ts';

export type RooflineFrameKind = 'roofline-points' | 'roofline-roofs' | 'roofline-limits';

// Transformations may lose the meta of a frame, but keep these.
const FIELDS: Readonly<Record<RooflineFrameKind, readonly string[]>> = {
  'roofline-points': ['engine', 'phase', 'intensityFlopPerByte', 'flopPerSecond'],
  'roofline-roofs': ['hardware', 'roof', 'bytesPerSecond', 'flopPerSecond'],
  'roofline-limits': ['engine', 'limit', 'intensityFlopPerByte', 'binds'],
};

const KINDS = Object.keys(FIELDS) as RooflineFrameKind[];

/** Which part of a roofline a frame is, by its meta or else by its fields; undefined where it is none. */
export function rooflineFrameKind({ meta, fields }: DataFrame): RooflineFrameKind | undefined {
  const named = frameKind(meta);
  const byMeta = KINDS.find((kind) => kind === named);
  if (byMeta) return byMeta;
  const names = new Set(fields.map(({ name }) => name));
  return KINDS.find((kind) => FIELDS[kind].every((name) => names.has(name)));
}

/** A frame as columns, with whatever a transformation may have made of its values. */
export interface Table {
  readonly frame: DataFrame;
  readonly length: number;
  /** NaN where there is no number. */
  numbers(name: string): (row: number) => number;
  /** Empty where there is no text. */
  texts(name: string): (row: number) => string;
  flags(name: string): (row: number) => boolean;
}

export const tablesOf = (frames: readonly DataFrame[], kind: RooflineFrameKind): Table[] =>
  frames.filter((frame) => rooflineFrameKind(frame) === kind).map(table);

function table(frame: DataFrame): Table {
  const column = (name: string): readonly unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];
  return {
    frame,
    length: frame.length,
    numbers: (name) => {
      const values = column(name);
      return (row) => (typeof values[row] === 'number' ? values[row] : NaN);
    },
    texts: (name) => {
      const values = column(name);
      return (row) => (typeof values[row] === 'string' ? values[row] : '');
    },
    flags: (name) => {
      const values = column(name);
      return (row) => values[row] === true;
    },
  };
}
