import { PIXELS, type Size } from '../../roofline/drawing/index.ts';

export interface Layout {
  readonly legendHeight: number;
  /** Of each picture, with its words. */
  readonly cell: Size;
  /** How many pictures there is room for. */
  readonly cells: number;
  /** Of the line that says how many there is no room for; 0 where there is room for all. */
  readonly restHeight: number;
}

export const LINE_HEIGHT = 18;
export const LEGEND_ROW_HEIGHT = 26;

const LEAST_FOR_LEGEND: Size = { width: 160, height: 120 };
const LEAST_CELL: Size = { width: 240, height: 170 };

interface Wishes {
  readonly pictures: number;
  /** In one row; 0 where there is no legend. */
  readonly legendWidth: number;
}

/** How a frame is shared out: the legend below, over it the pictures. */
export function layoutOf({ width, height }: Size, { pictures, legendWidth }: Wishes): Layout {
  const hasLegend = width >= LEAST_FOR_LEGEND.width && height >= LEAST_FOR_LEGEND.height;
  const mostRows = height < 300 ? 1 : 3;
  const rows = hasLegend ? Math.min(Math.ceil(legendWidth / width), mostRows) : 0;
  const legendHeight = rows * LEGEND_ROW_HEIGHT;
  const room = { width, height: Math.max(1, height - legendHeight) };
  const mostColumns = Math.max(1, Math.floor(room.width / LEAST_CELL.width));
  const most = mostColumns * Math.max(1, Math.floor(room.height / LEAST_CELL.height));
  const cells = Math.min(pictures, most);
  const restHeight = cells < pictures ? LINE_HEIGHT : 0;
  return {
    legendHeight,
    restHeight,
    cells,
    cell: cellOf(cells, mostColumns, { ...room, height: room.height - restHeight }),
  };
}

/** As near to three by two as cells can be. */
function cellOf(cells: number, mostColumns: number, { width, height }: Size): Size {
  const options = Array.from({ length: Math.min(cells, mostColumns) }, (_, i) => i + 1).map((columns) => ({
    width: Math.floor(width / columns),
    height: Math.max(1, Math.floor(height / Math.ceil(cells / columns))),
  }));
  const strayOf = (cell: Size): number => Math.abs(Math.log(cell.width / cell.height / 1.5));
  const whole = { width, height: Math.max(1, height) };
  const fitting = options.filter((cell) => cell.height >= LEAST_CELL.height);
  return (fitting.length > 0 ? fitting : options).reduce(
    (best, cell) => (strayOf(cell) < strayOf(best) ? cell : best),
    (fitting.length > 0 ? fitting : options)[0] ?? whole,
  );
}

const LEAST_FOR_WORDS: Size = { width: 240, height: 220 };
const MOST_LINES = 3;
// The widths of letters are known generously.
const NARROWER = 0.85;

/** Of the words over a picture; 0 where the picture needs all the room. */
export function wordsHeightOf({ width, height }: Size, words: string): number {
  if (width < LEAST_FOR_WORDS.width || height < LEAST_FOR_WORDS.height) return 0;
  return Math.min(MOST_LINES, Math.ceil((NARROWER * PIXELS.widthOf(words)) / width)) * LINE_HEIGHT;
}
