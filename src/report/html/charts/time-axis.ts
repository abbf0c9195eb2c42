import { timeTicks } from '../../charts/scale.ts';
import { html, type Html } from '../html.ts';
import { tickTime } from '../../utc-time.ts';
import { percent } from './percent.ts';

/** From when to when a picture reaches. */
export interface Stretch {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

// As many as a telephone has room for.
const MOST_TICKS = 5;

// Nearer to an end, a text would leave the picture.
const EDGE = 0.08;

export const shareOf = (atSeconds: number, { fromSeconds, toSeconds }: Stretch): number =>
  (atSeconds - fromSeconds) / (toSeconds - fromSeconds || 1);

/** Lines at round times, and below `bottom` those times in UTC. */
export function timeAxis(stretch: Stretch, { top, bottom }: { readonly top: number; readonly bottom: number }): Html {
  const { times, format } = timeTicks(stretch.fromSeconds * 1000, stretch.toSeconds * 1000, MOST_TICKS);
  return html`${times.map((time) => {
    const share = shareOf(time / 1000, stretch);
    const x = percent(share);
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" /><text
        x="${x}"
        y="${bottom + 15}"
        text-anchor="${anchorAt(share)}"
        >${tickTime(time, format)}</text
      >`;
  })}`;
}

/** So that a text stays inside. */
export const anchorAt = (share: number): 'start' | 'middle' | 'end' =>
  share < EDGE ? 'start' : share > 1 - EDGE ? 'end' : 'middle';
