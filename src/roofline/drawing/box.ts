export interface Position {
  readonly x: number;
  readonly y: number;
}

/** y grows downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Segment {
  readonly from: Position;
  readonly to: Position;
}

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const isInside = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

export const grown = ({ left, top, right, bottom }: Box, by: Position): Box => ({
  left: left - by.x,
  top: top - by.y,
  right: right + by.x,
  bottom: bottom + by.y,
});

export const boxAround = ({ x, y }: Position, radius: number): Box =>
  grown({ left: x, top: y, right: x, bottom: y }, { x: radius, y: radius });

/** The position in the box that is nearest to another. */
export const nearestIn = (box: Box, { x, y }: Position): Position => ({
  x: Math.min(box.right, Math.max(box.left, x)),
  y: Math.min(box.bottom, Math.max(box.top, y)),
});

/** Whether a segment may cross a box: false is certain, and quickly found. */
export const mayCross = ({ from, to }: Segment, { left, top, right, bottom }: Box): boolean =>
  !(
    (from.x < left && to.x < left) ||
    (from.x > right && to.x > right) ||
    (from.y < top && to.y < top) ||
    (from.y > bottom && to.y > bottom)
  );

/** The part of a segment inside a box, undefined where there is none (Liang and Barsky). */
export function clipped({ from, to }: Segment, box: Box): Segment | undefined {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [start, end] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x - box.left],
    [dx, box.right - from.x],
    [-dy, from.y - box.top],
    [dy, box.bottom - from.y],
  ] as const) {
    if (step === 0 && room < 0) return undefined;
    if (step < 0) start = Math.max(start, room / step);
    if (step > 0) end = Math.min(end, room / step);
  }
  if (start > end) return undefined;
  const at = (share: number): Position => ({ x: from.x + share * dx, y: from.y + share * dy });
  return { from: at(start), to: at(end) };
}
