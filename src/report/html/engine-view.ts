import type { EpisodeReport } from '../episode-schema.ts';
import type { EngineReport, Report, StepReport } from '../schema.ts';
import { engineKey } from '../text/title.ts';
import type { Level } from './heading.ts';

/** One engine as the page shows it: what it did, step by step where that is known, and which headings it has. */
export interface EngineView {
  readonly engine: EngineReport;
  readonly steps: readonly EngineStep[];
  readonly episodes: readonly EpisodeReport[];
  /** Of its sections. */
  readonly level: Level;
  /** With which the ids of its elements begin. */
  readonly prefix: string;
}

/** `then` is missing where the engine was not seen. */
export interface EngineStep extends Pick<StepReport, 'startAtSeconds' | 'endAtSeconds'> {
  readonly then: StepReport['engines'][number] | undefined;
}

export function engineView(
  engine: EngineReport,
  { steps = [], episodes = [] }: Pick<Report, 'steps' | 'episodes'>,
  { level, prefix }: Pick<EngineView, 'level' | 'prefix'>,
): EngineView {
  const key = engineKey(engine);
  return {
    engine,
    steps: steps.map(({ startAtSeconds, endAtSeconds, engines }) => ({
      ...{ startAtSeconds, endAtSeconds },
      then: engines.find((each) => engineKey(each) === key),
    })),
    episodes: episodes.filter((episode) => engineKey(episode) === key),
    ...{ level, prefix },
  };
}

/** Whether there is anything to be drawn over time. */
export const hasCourse = ({ steps }: EngineView): boolean => steps.filter(({ then }) => then !== undefined).length > 1;
