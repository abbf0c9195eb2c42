import {
  compareVersions,
  isEngineMetric,
  recognise,
  type Meaning,
  type SamplePart,
} from '../../metrics/catalogue/index.ts';

/** The names under which a server holds a number, newest first. */
export type MetricNames = (meaning: Meaning, part: SamplePart) => readonly string[];

/**
 * Which of all names that vLLM and its wrappers ever gave a number are there. Several are when engines of several versions
 * report to one server, or when one engine shows a metric under its old and its new name.
 */
export function metricNames(present: readonly string[]): MetricNames {
  const found = new Map<string, { readonly name: string; readonly since: Parameters<typeof compareVersions>[0] }[]>();
  for (const name of present) {
    const recognised = recognise(name);
    if (!recognised) continue;
    const key = `${recognised.meaning} ${recognised.part}`;
    const names = found.get(key) ?? [];
    names.push({ name, since: recognised.name.since });
    found.set(key, names);
  }
  for (const names of found.values()) names.sort((left, right) => compareVersions(right.since, left.since));
  return (meaning, part) => found.get(`${meaning} ${part}`)?.map(({ name }) => name) ?? [];
}

/** Every engine has this counter from its first page on; gauges of several API servers come only with the first step. */
export function anchorNames(names: MetricNames): readonly string[] {
  const counters = names('generationTokens', 'value');
  return counters.length > 0 ? counters : names('requestsRunning', 'value');
}

/** Names of the engine that the catalogue does not know. */
export const unrecognisedAmong = (present: readonly string[]): string[] =>
  present.filter((name) => isEngineMetric(name) && !recognise(name));
