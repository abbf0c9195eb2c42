import { PIXELS, type PointKind } from '../../roofline/drawing/index.ts';
import type { Picture } from './picture.ts';
import type { Part } from './scene-in-view.ts';

export interface LegendItem {
  readonly id: string;
  readonly label: string;
  readonly toggles: { readonly part: Part } | { readonly engine: string };
}

const KINDS: readonly PointKind[] = ['prefill', 'decode', 'together'];

/** What there is to hide: parts of the pictures and, where there are several, engines. */
export function legendItems(pictures: readonly Picture[]): LegendItem[] {
  const engines = pictures.flatMap((picture) => picture.engines);
  const has = (part: Part): boolean => {
    if (part === 'trail') return engines.some(({ trail }) => trail.length > 1);
    if (part === 'limits') return engines.some(({ limits }) => limits.length > 0);
    if (part === 'unusedRoofs') return pictures.some(({ roofs }) => roofs.some(({ isUsed }) => !isUsed));
    return engines.some(({ points }) => points.some(({ kind }) => kind === part));
  };
  const parts: readonly (readonly [Part, string])[] = [
    ...KINDS.map((kind) => [kind, kind] as const),
    ['trail', 'earlier'],
    ['limits', 'limits'],
    ['unusedRoofs', 'roofs not in use'],
  ];
  return [
    ...parts.filter(([part]) => has(part)).map(([part, label]): LegendItem => ({ id: part, label, toggles: { part } })),
    ...(engines.length > 1 ? engines : []).map(({ key, name }): LegendItem => ({
      id: `engine ${key}`,
      label: name,
      toggles: { engine: key },
    })),
  ];
}

// The widths of letters are known generously.
const NARROWER = 0.8;
const PADDING = 34;

/** How long all of them are in one row, in pixels. */
export const legendWidth = (items: readonly LegendItem[]): number =>
  items.reduce((width, { label }) => width + NARROWER * PIXELS.widthOf(label) + PADDING, 0);
