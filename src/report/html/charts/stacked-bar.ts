import { html, type Html } from '../html.ts';
import { percent } from './percent.ts';
import { textureFill, type Texture, type Tone } from './textures.ts';

export interface StackedPart {
  readonly label: string;
  readonly value: number;
  readonly texture: Texture;
  readonly tone: Tone;
}

const HEIGHT = 44;
const TOP = 18;

// Where a narrow page still has room for a word above a part.
const NAMED_SHARE = 0.07;

// From here on a word ends where its part ends.
const RIGHT = 0.8;

/** Parts of a whole side by side, as wide as the page; those with room carry their name. */
export function stackedBar(title: string, description: string, parts: readonly StackedPart[]): Html {
  const whole = parts.reduce((sum, { value }) => sum + Math.max(0, value), 0) || 1;
  let below = 0;
  const drawn = parts.map(({ label, value, texture, tone }) => {
    const share = Math.max(0, value) / whole;
    const start = below;
    below += share;
    return html`<rect
        class="part ${tone}"
        x="${percent(start)}"
        y="${TOP}"
        width="${percent(share)}"
        height="${HEIGHT - TOP - 1}"
        fill="${textureFill(texture, tone)}"
      />${
        share < NAMED_SHARE
          ? undefined
          : start > RIGHT
            ? html`<text x="${percent(below)}" y="${TOP - 6}" text-anchor="end">${label}</text>`
            : html`<text x="${percent(start)}" y="${TOP - 6}">${label}</text>`
      }`;
  });
  return html`<svg class="chart" role="img" width="100%" height="${HEIGHT}">
    <title>${title}</title>
    <desc>${description}</desc>
    ${drawn}
  </svg> `;
}
