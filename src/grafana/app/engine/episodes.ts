import { dateTimeFormat, type DataFrame } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import type { EpisodeReport } from '../../../report/index.ts';
import { rowsBeside } from '../../frames/index.ts';

/** From when to when findings fired, the newest first. */
export const episodesOf = (frames: readonly DataFrame[]): EpisodeReport[] =>
  frames
    .flatMap(({ meta }) => rowsBeside(meta, 'events') as readonly (EpisodeReport | null)[])
    .filter((episode) => episode !== null)
    .sort((left, right) => right.startAtSeconds - left.startAtSeconds);

const timeOf = (seconds: number, timeZone: TimeZone): string =>
  dateTimeFormat(seconds * 1e3, { format: 'MM-DD HH:mm:ss', timeZone });

/** "14:02 to 14:09"; open ends are said. */
export function stretchInWords(episode: EpisodeReport, timeZone: TimeZone): string {
  const { startAtSeconds, endAtSeconds, isOpenAtStart, isOpenAtEnd } = episode;
  const from = isOpenAtStart ? 'before this time range' : timeOf(startAtSeconds, timeZone);
  return `${from} to ${isOpenAtEnd ? 'its end' : timeOf(endAtSeconds, timeZone)}`;
}

/** Since when this finding fires, if it still does at the end of the range. */
export function sinceInWords(episodes: readonly EpisodeReport[], id: string, timeZone: TimeZone): string | undefined {
  const open = episodes.find((episode) => episode.id === id && episode.isOpenAtEnd);
  if (!open) return undefined;
  return open.isOpenAtStart ? 'since before this time range' : `since ${timeOf(open.startAtSeconds, timeZone)}`;
}
