import type { Episode, OnsetChange } from '../diagnosis/index.ts';
import type { EpisodeReport } from './episode-schema.ts';

/** An episode as the report has it. */
export const episodeReport = ({ engine, peak, changes, ...episode }: Episode): EpisodeReport => ({
  ...{ target: engine.target, engine: engine.engine, model: engine.model, labels: engine.labels },
  ...episode,
  peak,
  changes: changes.map(({ what, before, after }) => ({ what, before: plain(before), after: plain(after) })),
});

const plain = (of: OnsetChange['before']): EpisodeReport['changes'][number]['before'] =>
  typeof of === 'string' ? of : { value: of.value, unit: of.unit };
