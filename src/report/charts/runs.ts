/** A point of a line; between points that are not known there is a gap. */
export interface Vertex {
  readonly x: number;
  readonly y: number;
}

/** Stretches without a gap. */
export function runsOf<Value>(
  values: readonly (Value | null | undefined)[],
): { readonly start: number; readonly values: Value[] }[] {
  const runs: { start: number; values: Value[] }[] = [];
  values.forEach((value, i) => {
    if (value === null || value === undefined) return;
    const last = runs.at(-1);
    if (last && last.start + last.values.length === i) last.values.push(value);
    else runs.push({ start: i, values: [value] });
  });
  return runs;
}

/** An SVG path through these points; a single one is a dash. */
export const pathOf = (vertices: readonly Vertex[]): string =>
  vertices.length === 1
    ? `M${pixels((vertices[0]?.x ?? 0) - 1)} ${pixels(vertices[0]?.y ?? 0)}h2`
    : `M${vertices.map(({ x, y }) => `${pixels(x)} ${pixels(y)}`).join('L')}`;

export const areaOf = (upper: readonly Vertex[], lower: readonly Vertex[]): string =>
  `${pathOf([...upper, ...[...lower].reverse()])}Z`;

/** A tenth of a pixel is enough. */
const pixels = (value: number): number => Math.round(value * 10) / 10;
