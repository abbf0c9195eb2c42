import { html, type Html } from '../html.ts';
import { percent } from './percent.ts';
import { textureFill, type Texture } from './textures.ts';

export interface PairBar {
  /** The same thing told in two ways; undefined where one cannot tell. */
  readonly above: number | undefined;
  readonly below: number | undefined;
  /** As long as the bars may be, the same for all that are compared. */
  readonly longest: number;
}

const HEIGHT = 20;

/** Two bars, one below the other, plain and hatched: the same where both tell the same. What they show stands beside them. */
export function pairBar({ above, below, longest }: PairBar): Html {
  const bar = (value: number | undefined, y: number, texture: Texture): Html | undefined =>
    value === undefined
      ? undefined
      : html`<rect
          class="part neutral"
          y="${y}"
          width="${percent(value / (longest || 1))}"
          height="8"
          fill="${textureFill(texture, 'neutral')}"
        />`;
  return html`<svg class="bar" width="100%" height="${HEIGHT}" aria-hidden="true">
    ${bar(above, 1, 'plain')}${bar(below, 10, 'hatched')}
  </svg>`;
}
