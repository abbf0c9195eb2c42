import { html, type Html } from '../html.ts';
import { percent } from './percent.ts';
import { textureFill } from './textures.ts';

export interface RangeBar {
  /** Bounds of a share; the best estimate inside them. */
  readonly low: number;
  readonly high: number;
  readonly value: number;
  /** What was promised. */
  readonly target: number;
}

const HEIGHT = 22;

/** A share from 0 to 1 between its bounds, its best estimate as a line, what was promised as a dashed one. What it shows stands beside it. */
export const rangeBar = ({ low, high, value, target }: RangeBar): Html =>
  html`<svg class="bar" width="100%" height="${HEIGHT}" aria-hidden="true">
    <rect class="frame" y="3.5" width="100%" height="${HEIGHT - 7}" />
    <rect
      class="part neutral"
      x="${percent(low)}"
      y="4"
      width="${percent(high - low)}"
      height="${HEIGHT - 8}"
      fill="${textureFill('hatched', 'neutral')}"
    />
    <line class="most" x1="${percent(value)}" x2="${percent(value)}" y1="2" y2="${HEIGHT - 2}" />
    <line class="target" x1="${percent(target)}" x2="${percent(target)}" y1="0" y2="${HEIGHT}" />
  </svg>`;
