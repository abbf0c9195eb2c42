import {
  clipped,
  grown,
  isInside,
  mayCross,
  nearestIn,
  overlap,
  type Box,
  type Position,
  type Segment,
} from './box.ts';
import type { Lettering } from './lettering.ts';
import { placeText, type Spot } from './place-text.ts';
import type { Line, Role, Text } from './primitives.ts';

/** A label and what it names. */
export interface LabelWish {
  readonly text: string;
  readonly of: Role;
  readonly target: Position;
  /** Where it would stand well, best first. */
  readonly spots: readonly Spot[];
}

export interface Surroundings {
  readonly bounds: Box;
  /** Never covered. */
  readonly marks: readonly Box[];
  /** Better not crossed. */
  readonly lines: readonly WeightedLine[];
}

/** A line, and how bad it is to write over it. */
export interface WeightedLine extends Segment {
  readonly weight: number;
}

// Of a place: each later spot costs one, each line of distance and each label under a leader more.
const PER_LINE_MOVED = 4;
const PER_LEADER_CROSSING = 9;
const LEADER_WEIGHT = 4;
const FIRST_RING = 4;

/**
 * Greedily, in the order given: each label takes the best place that no earlier one and no mark covers. One that had to move
 * away gets a leader; one for which there is no room within reach is left out.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  { bounds, marks, lines }: Surroundings,
  lettering: Lettering,
): (Text | Line)[] {
  const taken = [...marks];
  const crossed = [...lines];
  const placed: (Text | Line)[] = [];
  for (const wish of wishes.filter(({ text }) => text !== '')) {
    const best = bestPlace(wish, { bounds, marks: taken, lines: crossed }, lettering);
    if (!best) continue;
    placed.push(best.label);
    taken.push(best.label.box);
    if (best.leader) {
      placed.push(best.leader);
      crossed.push({ ...best.leader, weight: LEADER_WEIGHT });
    }
  }
  return placed;
}

interface Place {
  readonly label: Text;
  readonly leader?: Line;
  readonly cost: number;
}

function bestPlace(wish: LabelWish, around: Surroundings, lettering: Lettering): Place | undefined {
  const near = wish.spots.map((spot, rank): PricedSpot => ({ spot, cost: rank }));
  // It is as wide wherever it stands, and measuring takes longer than placing.
  const width = lettering.widthOf(wish.text);
  const measured: Lettering = { ...lettering, widthOf: () => width };
  let best: Place | undefined;
  for (const spot of [...near, ...spotsAround(wish.target, lettering)]) {
    // What stands there only costs more.
    if (best && spot.cost >= best.cost) continue;
    const place = placeAt(wish, spot, around, measured);
    if (place && (!best || place.cost < best.cost)) best = place;
  }
  return best;
}

interface PricedSpot {
  readonly spot: Spot;
  readonly cost: number;
  /** Away, so that a leader has to show what is meant. */
  readonly isMoved?: boolean;
}

function placeAt(
  { text, of, target }: LabelWish,
  { spot, cost, isMoved }: PricedSpot,
  { bounds, marks, lines }: Surroundings,
  lettering: Lettering,
): Place | undefined {
  const label = placeText({ text, role: 'label', of }, spot, lettering);
  const room = grown(label.box, lettering.clearance);
  if (!isInside(label.box, bounds) || marks.some((mark) => overlap(mark, room))) return undefined;
  let settled = cost;
  for (const line of lines) {
    if (mayCross(line, label.box) && !endsAt(line, target) && clipped(line, label.box)) settled += line.weight;
  }
  if (!isMoved) return { label, cost: settled };
  const leader: Line = { shape: 'line', role: 'leader', from: target, to: nearestIn(label.box, target) };
  const covered = marks.filter((mark) => mayCross(leader, mark) && clipped(leader, mark)).length;
  return { label, leader, cost: settled + covered * PER_LEADER_CROSSING };
}

/** A line that ends at what is named is its own. */
const endsAt = ({ to }: Segment, { x, y }: Position): boolean => to.x === x && to.y === y;

const DIRECTIONS = 16;

/** Rings around what is named, as far as the lettering reaches. */
function spotsAround({ x, y }: Position, { lineHeight, reachLines, pointRadius }: Lettering): PricedSpot[] {
  const spots: PricedSpot[] = [];
  for (let lines = 1.5; lines <= reachLines; lines++) {
    const distance = pointRadius.most + lines * lineHeight;
    for (let direction = 0; direction < DIRECTIONS; direction++) {
      const angle = (2 * Math.PI * direction) / DIRECTIONS;
      const spot: Spot = {
        x: x + distance * Math.cos(angle),
        y: y + distance * Math.sin(angle),
        anchor: Math.abs(Math.cos(angle)) < 0.3 ? 'middle' : Math.cos(angle) > 0 ? 'start' : 'end',
      };
      spots.push({ spot, cost: FIRST_RING + lines * PER_LINE_MOVED, isMoved: true });
    }
  }
  return spots;
}
