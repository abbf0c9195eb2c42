import type { Box, Position } from './box.ts';
import type { PointKind } from './scene.ts';

/** What a primitive stands for; renderers choose colours, dashes and characters by it. */
export type Role =
  | 'gridline'
  | 'axis'
  | 'tick'
  | 'roof-unused'
  | 'limit'
  | 'limit-binding'
  | 'trail'
  | 'memory-roof'
  | 'roof'
  | 'ridge'
  | 'point'
  | 'leader'
  | 'label'
  | 'key'
  | 'title';

export interface Polyline {
  readonly shape: 'polyline';
  readonly role: Role;
  readonly owner?: string;
  readonly vertices: readonly Position[];
}

export interface Line {
  readonly shape: 'line';
  readonly role: Role;
  readonly from: Position;
  readonly to: Position;
}

/** A point in time (`trail`), in the key, or at work (`point`, its area ∝ its share of the busy time). */
export interface Circle {
  readonly shape: 'circle';
  readonly role: Role;
  readonly centre: Position;
  readonly radius: number;
  readonly kind?: PointKind;
  /** In words, for a tooltip. */
  readonly description?: string;
  /** The operating point that it marks, where that has an id. */
  readonly id?: string;
  readonly owner?: string;
  /** Of a dot of a trail: from 0, the oldest, to 1, the newest. */
  readonly freshness?: number;
}

export type Anchor = 'start' | 'middle' | 'end';

/** One line of text; `position` is its anchor, at half its height. */
export interface Text {
  readonly shape: 'text';
  readonly role: Role;
  /** What a label belongs to. */
  readonly of?: Role;
  readonly text: string;
  readonly position: Position;
  readonly anchor: Anchor;
  /** The room it takes, as far as that is known without the font. */
  readonly box: Box;
}

export type Primitive = Polyline | Line | Circle | Text;
