import type { EngineSettings, Settings } from '../settings/index.ts';
import type { SettingsReport } from './settings-schema.ts';

/** The settings as the report has them: once for all engines. Alerts are no part of what was measured. */
export const settingsReport = ({ deployments, objectives, rules }: Settings): SettingsReport => ({
  deployments: deployments.map(({ model, ...declared }) => ({
    ...plain(declared),
    match: plain(declared.match), // A deployment of all engines matches by nothing, and says so.
    ...(model !== undefined && { model: typeof model === 'string' ? model : configName(model) }),
  })),
  objectives: objectives.map((objective) => ({
    ...plain(objective),
    match: plain(objective.match),
  })),
  ...(rules && { rules }),
});

/** Which of them apply to an engine, by their places; null: none. */
export const settingsOf = (
  { deployments, objectives }: Settings,
  { deployment, objective }: EngineSettings,
): { readonly deployment: number | null; readonly objective: number | null } => ({
  deployment: placeOf(deployments, deployment),
  objective: placeOf(objectives, objective),
});

const placeOf = <Item>(items: readonly Item[], item: Item | undefined): number | null => {
  const place = item === undefined ? -1 : items.indexOf(item);
  return place < 0 ? null : place;
};

/** A config.json has hundreds of lines, and may be anything. */
function configName(config: Readonly<Record<string, unknown>>): string {
  const { _name_or_path: path, architectures } = config;
  const names: readonly unknown[] = [path, ...(Array.isArray(architectures) ? (architectures as unknown[]) : [])];
  const name = names.find((each) => typeof each === 'string' && each !== '');
  return typeof name === 'string' ? `config.json of ${name}` : 'config.json';
}

type Plain<Part> = Part extends object ? { [Key in keyof Part]: Plain<Exclude<Part[Key], undefined>> } : Part;

/** Without the keys that flags left empty, and without groups of nothing. */
function plain<Part extends object>(part: Part): Plain<Part> {
  const entries = Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const kept = typeof value === 'object' && value !== null ? plain(value) : value;
    const isEmpty = kept === undefined || (typeof kept === 'object' && Object.keys(kept ?? {}).length === 0);
    return isEmpty ? [] : [[key, kept] as const];
  });
  return Object.fromEntries(entries) as Plain<Part>;
}
