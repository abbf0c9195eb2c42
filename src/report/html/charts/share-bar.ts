import { html, type Html } from '../html.ts';
import { percent } from './percent.ts';
import { textureFill } from './textures.ts';

export interface ShareBar {
  /** Of 1, on average; undefined where it is not known. */
  readonly usedRatio: number | undefined;
  readonly mostRatio?: number | undefined;
  readonly binds: boolean;
}

const HEIGHT = 16;

/** How much of a limit is used: the bar on average, the line at most. Unknown is an empty dashed frame. What it shows stands beside it. */
export function shareBar({ usedRatio, mostRatio, binds }: ShareBar): Html {
  const tone = binds ? 'accent' : 'neutral';
  const used =
    usedRatio === undefined
      ? undefined
      : html`<rect
          class="part ${tone}"
          y="1"
          width="${percent(usedRatio)}"
          height="${HEIGHT - 2}"
          fill="${textureFill(binds ? 'hatched' : 'plain', tone)}"
        />`;
  const most =
    mostRatio === undefined
      ? undefined
      : html`<line class="most" x1="${percent(mostRatio)}" x2="${percent(mostRatio)}" y1="0" y2="${HEIGHT}" />`;
  return html`<svg class="bar" width="100%" height="${HEIGHT}" aria-hidden="true">
    <rect class="frame${usedRatio === undefined ? ' unknown' : ''}" y="0.5" width="100%" height="${HEIGHT - 1}" />
    ${used}${most}
  </svg>`;
}
