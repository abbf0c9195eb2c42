import { MEASURES, type MeasureId } from '../../analysis/index.ts';
import { formatQuantity } from '../../quantities/index.ts';
import type { EpisodeReport } from '../episode-schema.ts';
import { columns } from './columns.ts';
import type { Paint } from './paint.ts';
import { engineKey } from './title.ts';
import { utc } from './utc.ts';

/** The episodes of one engine: from when to when, the worst moment, and what changed as it began. */
export function when(
  engine: Parameters<typeof engineKey>[0],
  episodes: readonly EpisodeReport[],
  paint: Paint,
): string[] {
  const key = engineKey(engine);
  return columns(
    episodes
      .filter((episode) => engineKey(episode) === key)
      .map((episode) => [stretchOf(episode), paint.strong(episode.id), `${worstOf(episode)}${causesOf(episode)}`]),
  );
}

/** "11-26 14:02:10 – 11-26 14:05:40"; "…" where it began before, or goes on. */
function stretchOf({ startAtSeconds, endAtSeconds, isOpenAtStart, isOpenAtEnd }: EpisodeReport): string {
  return `${isOpenAtStart ? '… ' : ''}${utc(startAtSeconds)} – ${utc(endAtSeconds)}${isOpenAtEnd ? ' …' : ''}`;
}

const worstOf = ({ peak }: EpisodeReport): string => `worst until ${utc(peak.atSeconds)}: ${peak.message}`;

function causesOf(episode: EpisodeReport): string {
  const began = changesInWords(episode);
  return began.length === 0 ? '' : `; it began with ${began.join(', ')}`;
}

/** What changed as it began: "arrivals 0/s → 10.1/s"; nothing where nothing that can be a cause did. */
export const changesInWords = ({ changes }: Pick<EpisodeReport, 'changes'>): string[] =>
  changes.map(({ what, before, after }) => `${titleOf(what)} ${shown(before)} → ${shown(after)}`);

const titleOf = (what: string): string => MEASURES.get(what as MeasureId)?.title ?? what;

/** A configuration is too long for a line. */
const LONGEST = 40;

function shown(value: EpisodeReport['changes'][number]['before']): string {
  if (typeof value !== 'string') return formatQuantity(value.value, value.unit);
  return value.length > LONGEST ? '(another)' : value;
}
