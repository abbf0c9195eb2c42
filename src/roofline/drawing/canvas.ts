import type { Position } from './box.ts';
import { cellsOf } from './lettering.ts';

/** How a terminal may set off parts of a drawing; the plain one leaves it as it is. */
export interface DrawingPaint {
  /** The thing that binds. */
  accent(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
}

const same = (text: string): string => text;

export const PLAIN_DRAWING: DrawingPaint = { accent: same, faint: same, strong: same };

export type Brush = keyof DrawingPaint | undefined;

interface Cell {
  /** Empty behind a character that takes two cells. */
  readonly character: string;
  readonly brush: Brush;
}

/** Rows of cells to draw on; what lies outside is not drawn. */
export interface Canvas {
  put(column: number, row: number, character: string, brush?: Brush): void;
  write(column: number, row: number, text: string, brush?: Brush): void;
  at(column: number, row: number): string;
  /** A fine line, eight dots to a cell. */
  trace(from: Position, to: Position, brush?: Brush): void;
  lines(paint: DrawingPaint): string[];
}

export function canvas(columns: number, rows: number): Canvas {
  const cells = Array.from({ length: rows }, () => Array<Cell>(columns).fill({ character: ' ', brush: undefined }));
  const at = (column: number, row: number): string => cells[row]?.[column]?.character ?? '';
  const put = (column: number, row: number, character: string, brush?: Brush): void => {
    const line = cells[row];
    if (line && column >= 0 && column < columns) line[column] = { character, brush };
  };
  return {
    at,
    put,
    write(column, row, text, brush) {
      let next = column;
      for (const character of text) {
        const width = cellsOf(character);
        if (width === 0) continue;
        put(next, row, character, brush);
        if (width === 2) put(next + 1, row, '', brush);
        next += width;
      }
    },
    trace(from, to, brush) {
      const steps = Math.ceil(Math.max(2 * Math.abs(to.x - from.x), 4 * Math.abs(to.y - from.y), 1));
      for (let step = 0; step <= steps; step++) {
        const x = from.x + ((to.x - from.x) * step) / steps;
        const y = from.y + ((to.y - from.y) * step) / steps;
        const [column, row] = [Math.floor(x), Math.floor(y)];
        const dots = dotsOf(at(column, row)) | dotAt(x - column, y - row);
        put(column, row, String.fromCodePoint(NO_DOTS + dots), brush);
      }
    },
    lines: (paint) => cells.map((line) => painted(line, paint)),
  };
}

const NO_DOTS = 0x2800;

/** The dots that are in a cell already. */
function dotsOf(character: string): number {
  const dots = (character.codePointAt(0) ?? 0) - NO_DOTS;
  return dots > 0 && dots < 256 ? dots : 0;
}

// Braille counts its dots down the left column, then the right, and the lowest two last.
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

const dotAt = (x: number, y: number): number => DOTS[Math.floor(y * 4)]?.[Math.floor(x * 2)] ?? 0;

/** A line without what is blank at its end; neighbours of one brush are painted at once. */
function painted(line: readonly Cell[], paint: DrawingPaint): string {
  const end = line.findLastIndex(({ character }) => character !== ' ') + 1;
  let [text, run, brush]: [string, string, Brush] = ['', '', undefined];
  const finish = (): void => void (text += brush && run !== '' ? paint[brush](run) : run);
  for (const cell of line.slice(0, end)) {
    if (cell.brush !== brush) {
      finish();
      [run, brush] = ['', cell.brush];
    }
    run += cell.character;
  }
  finish();
  return text;
}
