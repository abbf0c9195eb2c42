import { matchSettings, parseSettings, type Deployment, type Objective } from '../../../settings/index.ts';
import type { OwnSettings } from '../asking/own-data-sources.ts';

export interface Declared {
  readonly deployment: Deployment | undefined;
  readonly objective: Objective | undefined;
  readonly problems: readonly string[];
}

/** What the settings of the data source say of a model. */
export function whatIsDeclared({ jsonData }: OwnSettings, model: string | null, target: string): Declared {
  const result = parseSettings(jsonData.settings);
  if ('problems' in result) return { deployment: undefined, objective: undefined, problems: result.problems };
  return { ...matchSettings(result.settings, { model, target }), problems: [] };
}
