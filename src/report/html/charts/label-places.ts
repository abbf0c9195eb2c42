import type { Vertex } from '../../charts/runs.ts';

/** A line in pixels; undefined where there is a gap. */
export type Course = readonly (Vertex | undefined)[];

export interface LabelPlace extends Vertex {
  /** Of the line, among the others. */
  readonly line: number;
}

// Of a line of letters.
const LINE_HEIGHT = 15;
const LIFT = 6;

// Of the instants of a picture with sixty, a name covers some.
const REACH = 4;

/**
 * Where the name of each line stands: above it, all at the instant at which the lines are farthest apart, away from the ends;
 * names that would still cover each other move up. A line that is known nowhere has no name.
 */
export function labelPlaces(courses: readonly Course[], { left, right, top, bottom }: Frame): LabelPlace[] {
  const width = right - left;
  const isInside = ({ x }: Vertex): boolean => x > left + width * 0.15 && x < right - width * 0.25;
  const length = Math.max(0, ...courses.map((course) => course.length));
  const instants = Array.from({ length }, (_, i) => {
    const there = courses.flatMap((course) => course[i] ?? []);
    const isWhole = there.length === courses.length;
    return { distance: isWhole ? distance(there) : undefined, isInside: isWhole && there.every(isInside) };
  });
  // A name is wider than an instant: no line may come near to another beside it either.
  const room = instants.map((instant, i) =>
    instant.isInside
      ? Math.min(...instants.slice(Math.max(0, i - REACH), i + REACH + 1).flatMap((each) => each.distance ?? []))
      : -1,
  );
  const best = room.indexOf(Math.max(...room));
  const places = courses.flatMap((course, line): LabelPlace[] => {
    const at = nearest(course, best);
    return at ? [{ line, x: at.x, y: Math.min(bottom - 3, at.y - LIFT) }] : [];
  });
  return apart(places, top);
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The shortest way between two lines at an instant. */
function distance(there: readonly Vertex[]): number {
  const heights = there.map(({ y }) => y).sort((a, b) => a - b);
  return Math.min(...heights.slice(1).map((y, i) => y - (heights[i] ?? y)));
}

function nearest(course: Course, to: number): Vertex | undefined {
  const known = course.flatMap((at, i) => (at ? [{ at, i }] : []));
  return known.reduce<(typeof known)[number] | undefined>(
    (best, each) => (best && Math.abs(best.i - to) <= Math.abs(each.i - to) ? best : each),
    undefined,
  )?.at;
}

/** From the lowest up, each a line above the one before, and the whole pile moved down where it would leave the picture. */
function apart(places: readonly LabelPlace[], top: number): LabelPlace[] {
  let ceiling = Number.POSITIVE_INFINITY;
  const piled = [...places]
    .sort((a, b) => b.y - a.y)
    .map((place) => {
      const y = Math.min(place.y, ceiling - LINE_HEIGHT);
      ceiling = y;
      return { ...place, y };
    });
  const above = Math.max(0, top + LINE_HEIGHT - 3 - Math.min(...piled.map(({ y }) => y)));
  return piled.map((place) => ({ ...place, y: place.y + above })).sort((a, b) => a.line - b.line);
}
