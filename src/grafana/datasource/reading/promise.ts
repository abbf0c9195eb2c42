import { thresholdProblems } from '../../../diagnosis/index.ts';
import { parseSettings, withObjective, type Settings } from '../../../settings/index.ts';
import type { RidgelineQuery } from '../../query/index.ts';

const PROMISED = { ttft: 'ttftSeconds', tpot: 'tpotSeconds', e2e: 'e2eSeconds' } as const;

const known = new WeakMap<Settings, Map<string, Settings>>();

/**
 * The settings with the objective that a query names instead: the same object for the same objective, so that what was worked
 * out under it is found again. Throws where an objective is no number of seconds.
 */
export function withPromise(settings: Settings, objective: RidgelineQuery['objective']): Settings {
  const limits = Object.fromEntries(
    Object.entries(PROMISED).flatMap(([name, key]): [string, number][] => {
      const text = objective?.[name as keyof typeof PROMISED]?.trim() ?? '';
      return text === '' ? [] : [[key, secondsOf(name, text)]];
    }),
  );
  const ofSettings = known.get(settings) ?? new Map<string, Settings>();
  known.set(settings, ofSettings);
  const key = JSON.stringify(limits);
  const found = ofSettings.get(key) ?? withObjective(settings, limits);
  ofSettings.set(key, found);
  return found;
}

function secondsOf(name: string, text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new Error(
    `The objective for ${name.toUpperCase()} is "${text}", which is no number of seconds above 0, such as 0.3.`,
  );
}

/** What the data source was told. Throws with every problem where that is not valid. */
export function settingsOf(declared: unknown): Settings {
  const result = parseSettings(declared);
  const problems = 'problems' in result ? result.problems : thresholdProblems(result.settings.rules ?? {});
  if ('settings' in result && problems.length === 0) return result.settings;
  throw new Error(
    `The settings of this data source are not valid: ${problems.join('; ')}. Correct them under Connections → Data sources.`,
  );
}
