import type { EpisodeReport } from '../../episode-schema.ts';
import { html, type Html } from '../html.ts';
import { utcClock } from '../../utc-time.ts';
import { percent } from './percent.ts';
import { textureFill } from './textures.ts';
import { shareOf, timeAxis, type Stretch } from './time-axis.ts';

const LANE = 32;
const TOP = 4;

/** Episodes as bars over time, one finding below the other; what binds has the accent. An open end is an arrow. */
export function episodeLanes(episodes: readonly EpisodeReport[], binding: string | undefined, stretch: Stretch): Html {
  const lanes = [...new Set(episodes.map(({ id }) => id))].map((id) => episodes.filter((each) => each.id === id));
  const bottom = TOP + lanes.length * LANE;
  return html`<svg class="chart lanes" role="img" width="100%" height="${bottom + 20}">
    <title>When what fired</title>
    <desc>
      ${episodes
        .map(
          ({ id, startAtSeconds, endAtSeconds }) =>
            `${id} from ${utcClock(startAtSeconds)} to ${utcClock(endAtSeconds)}`,
        )
        .join('; ')},
      UTC.
    </desc>
    ${timeAxis(stretch, { top: TOP, bottom })} ${lanes.map((lane, i) => laneOf(lane, TOP + i * LANE, binding, stretch))}
  </svg> `;
}

// From here on there is more room before the end of a bar than after its beginning.
const RIGHT = 0.45;

// A bar of a moment is still to be seen.
const SHORTEST = 0.004;

function laneOf(lane: readonly EpisodeReport[], top: number, binding: string | undefined, stretch: Stretch): Html {
  const [first] = lane;
  if (!first) return html``;
  const tone = first.id === binding ? 'accent' : 'neutral';
  const bars = lane.map(({ severity, startAtSeconds, endAtSeconds }) => {
    const [from, to] = [shareOf(startAtSeconds, stretch), shareOf(endAtSeconds, stretch)];
    const fill = textureFill(severity === 'critical' ? 'plain' : 'hatched', tone);
    return html`<rect
      class="part ${tone}"
      x="${percent(from)}"
      y="${top + 17}"
      width="${percent(Math.max(SHORTEST, to - from))}"
      height="9"
      fill="${fill}"
    />`;
  });
  const [from, to] = [shareOf(first.startAtSeconds, stretch), shareOf(first.endAtSeconds, stretch)];
  const name = `${first.isOpenAtStart ? '◂ ' : ''}${first.id}, ${first.severity}${lane.at(-1)?.isOpenAtEnd ? ' ▸' : ''}`;
  const isRight = from > RIGHT;
  return html`${bars}<text
      class="halo name ${tone}"
      x="${percent(isRight ? to : from)}"
      y="${top + 12}"
      text-anchor="${isRight ? 'end' : 'start'}"
      >${name}</text
    >`;
}
