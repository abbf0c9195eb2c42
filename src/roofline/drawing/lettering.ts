import type { Position } from './box.ts';

/** How large text and marks are where the picture is shown: in pixels, or in the cells of a terminal. */
export interface Lettering {
  readonly widthOf: (text: string) => number;
  readonly lineHeight: number;
  /** Between a label and what it names. */
  readonly gap: number;
  /** Free room around a label. */
  readonly clearance: Position;
  /** How far above its roof a label stands; 0 where it interrupts the line. */
  readonly lift: number;
  /** Characters of a label before it is cut. */
  readonly longestLabel: number;
  /** How many lines a label may move away before it is left out. */
  readonly reachLines: number;
  /** Labels of points say their share of the roof too. */
  readonly isDetailed: boolean;
  /** What the marks mean is said below the picture. */
  readonly hasKey: boolean;
  /** The axes have numbers and say what they are. */
  readonly hasNumbers: boolean;
  readonly pointRadius: { readonly least: number; readonly most: number };
  readonly dotRadius: number;
  /** Half of what a line takes of the room beside it. */
  readonly lineRadius: number;
  /** Where marks may stand, and where text may begin. */
  readonly snap: (position: number) => number;
  readonly align: (position: number) => number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number };
  readonly least: { readonly width: number; readonly height: number };
}

// Not as literals: for browsers that know no \p, builders would write out thousands of code points.
const pattern = (source: string): RegExp => new RegExp(source, 'u');

const ATTACHED = pattern(String.raw`^[\p{M}\uFE0F]+$`);

// East Asian and emoji: two cells.
const WIDE = pattern(
  String.raw`[\u1100-\u115F\uA960-\uA97C\u{16FE0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}`,
);

/** How many cells of a terminal a character takes. */
export function cellsOf(character: string): number {
  if (ATTACHED.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

const sum = (text: string, widthOf: (character: string) => number): number =>
  Array.from(text).reduce((width, character) => width + widthOf(character), 0);

/** Of the bold letters of a wide font. */
function pixelsOf(character: string): number {
  if (/[fijltrI.,:;'|!() -]/.test(character)) return 5.2;
  if (/[a-ln-vx-z0-9"$*+/<=>?_~^·⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(character)) return 8;
  return [0, 11, 13][cellsOf(character)] ?? 13;
}

/** A sans-serif of 12 pixels, measured generously: DejaVu and Verdana are as wide. */
export const PIXELS: Lettering = {
  widthOf: (text) => sum(text, pixelsOf),
  lineHeight: 16,
  gap: 5,
  clearance: { x: 4, y: 1 },
  lift: 10,
  longestLabel: 30,
  reachLines: 8,
  isDetailed: true,
  hasKey: true,
  hasNumbers: true,
  pointRadius: { least: 3.5, most: 11 },
  dotRadius: 1.7,
  lineRadius: 0,
  snap: (position) => position,
  align: (position) => position,
  margin: { top: 34, right: 26, bottom: 62 },
  least: { width: 240, height: 180 },
};

export const CELLS: Lettering = {
  widthOf: (text) => sum(text, cellsOf),
  lineHeight: 1,
  gap: 1,
  clearance: { x: 1, y: 0 },
  lift: 0,
  longestLabel: 24,
  reachLines: 0,
  isDetailed: false,
  hasKey: false,
  hasNumbers: true,
  pointRadius: { least: 0.5, most: 0.5 },
  dotRadius: 0.5,
  lineRadius: 0.5,
  // The whole cell that it is in; on a border, whatever rounding made of it, the later.
  snap: (position) => Math.floor(position + 1e-6) + 0.5,
  align: (position) => Math.floor(position + 1e-6),
  margin: { top: 1, right: 4, bottom: 2 },
  least: { width: 40, height: 8 },
};
