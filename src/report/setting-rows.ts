import type { EngineReport } from './schema.ts';
import type { SettingsReport } from './settings-schema.ts';

/** What was declared and applies to an engine, a row for each value: "deployment.hardware.gpu". Undefined where nobody passed it on. */
export function settingRows(
  { settings: places }: Pick<EngineReport, 'settings'>,
  settings: SettingsReport | undefined,
): (readonly [key: string, value: string])[] | undefined {
  if (!settings || !places) return undefined;
  const { deployment, objective } = places;
  return [
    ...rowsOf('deployment', deployment === null ? undefined : settings.deployments[deployment]),
    ...rowsOf('objective', objective === null ? undefined : settings.objectives[objective]),
    ...rowsOf('rules', settings.rules),
  ];
}

function rowsOf(path: string, declared: unknown): (readonly [string, string])[] {
  if (declared === undefined || declared === null) return [];
  if (typeof declared === 'string') return [[path, declared]];
  if (typeof declared !== 'object') return [[path, JSON.stringify(declared)]];
  return Object.entries(declared).flatMap(([key, inner]) => rowsOf(`${path}.${key}`, inner));
}
