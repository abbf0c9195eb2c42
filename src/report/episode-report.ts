import type { Episode, OnsetChange } from '../diagnosis/index.ts';
import type { EpisodeReport } from './episode-schema.ts';

/** An episode as the report has it. */
export const episodeReport = ({ engine, changes, ...episode }: Episode): EpisodeReport => ({
  ...engine,
  ...episode,
  changes: changes.map(({ what, before, after }) => ({ what, before: plain(before), after: plain(after) })),
});

const plain = (of: OnsetChange['before']): EpisodeReport['changes'][number]['before'] =>
  typeof of === 'string' ? of : { value: of.value, unit: of.unit };
