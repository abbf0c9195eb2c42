import type { ScopedVars } from '@grafana/data';
import { parseSettings, type Settings } from '../../../settings/index.ts';
import type { RidgelineQuery } from '../../query/index.ts';
import type { Interpolate } from './selection.ts';

const LATENCIES = { ttft: 'ttftSeconds', tpot: 'tpotSeconds', e2e: 'e2eSeconds' } as const;

/** The settings with the objective that a query names instead. Throws where that is no number of seconds. */
export function withObjective(
  settings: Settings,
  objective: RidgelineQuery['objective'],
  scopedVars: ScopedVars,
  interpolate: Interpolate,
): Settings {
  const promised = Object.entries(LATENCIES).flatMap(([name, key]): [string, number][] => {
    const text = interpolate(objective?.[name as keyof typeof LATENCIES] ?? '', scopedVars).trim();
    return text === '' ? [] : [[key, secondsOf(name, text)]];
  });
  if (promised.length === 0) return settings;
  return {
    ...settings,
    objectives: [{ match: {}, ...Object.fromEntries(promised) }, ...settings.objectives],
  };
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
  if ('settings' in result) return result.settings;
  throw new Error(
    `The settings of this data source are not valid: ${result.problems.join('; ')}. Correct them under Connections → Data sources.`,
  );
}
