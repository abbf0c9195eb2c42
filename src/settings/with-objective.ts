import type { Objective, Settings } from './schema.ts';

/** An objective of all engines before those that are declared; where it limits nothing, the settings as they are. */
export function withObjective(settings: Settings, limits: Omit<Objective, 'match'>): Settings {
  const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  if (given.length === 0) return settings;
  return { ...settings, objectives: [{ match: {}, ...Object.fromEntries(given) }, ...settings.objectives] };
}
