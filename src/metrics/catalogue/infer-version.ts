import { CATALOGUE, type Meaning } from './catalogue.ts';
import type { MetricDefinition, MetricName, Version } from './definition.ts';
import { recognise } from './recognise.ts';

/** The releases whose sources were read, oldest first. */
export const VERSIONS = [
  '0.8.5',
  '0.9.2',
  '0.10.2',
  '0.11.2',
  '0.12.0',
  '0.14.1',
  '0.16.0',
  '0.18.1',
  '0.19.1',
  '0.20.2',
  '0.22.1',
  '0.24.0',
  '0.25.1',
  '0.28.0',
  '0.30.0',
  '0.32.0',
] as const satisfies readonly Version[];

/** From `since` to `until`, both included; `until: null` is the newest known release or any later one. */
export interface VersionRange {
  readonly since: Version;
  readonly until: Version | null;
}

/** Negative when `a` is older, 0 when equal, positive when newer. */
export function compareVersions(a: Version, b: Version): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return left?.map((part, index) => part - (right?.[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

const registers = ({ since, until }: MetricName, version: Version): boolean =>
  compareVersions(since, version) <= 0 && (until === undefined || compareVersions(version, until) <= 0);

/** Whether this release knows the metric, by any of its names. */
export const isRegistered = ({ names }: Pick<MetricDefinition, 'names'>, version: Version): boolean =>
  names.some((name) => registers(name, version));

// Gauges of several API servers have no sample before the first step, so their absence says nothing.
const ALWAYS = CATALOGUE.filter(({ always, kind }) => always && (kind === 'counter' || kind === 'histogram'));

const COMMON = ALWAYS.filter((definition) => VERSIONS.every((version) => isRegistered(definition, version)));

/** Share of the metrics common to all versions that a page must show before what is absent counts as evidence. */
const UNFILTERED_SHARE = 0.75;

/** Ray skips series that are zero, and a Prometheus may keep only some names: then absence is no evidence. */
const isUnfiltered = (present: ReadonlySet<Meaning>): boolean =>
  COMMON.filter(({ meaning }) => present.has(meaning)).length >= UNFILTERED_SHARE * COMMON.length;

/**
 * Which vLLM releases can have written a page with these sample names.
 *
 * - A name present narrows to the releases that register it; names no release has together (a fork) give null.
 * - A metric absent although every engine registers it excludes the releases that have it, on unfiltered pages of
 *   vLLM itself; where it would exclude all that the present names allow, it was filtered out and is ignored.
 * - No vLLM name gives null.
 */
export function inferVersion(pageNames: Iterable<string>): VersionRange | null {
  const names = new Set<MetricName>();
  const meanings = new Set<Meaning>();
  let fromRay = false;
  for (const sampleName of pageNames) {
    const found = recognise(sampleName);
    if (!found) continue;
    names.add(found.name);
    meanings.add(found.meaning);
    fromRay ||= !sampleName.startsWith('vllm:');
  }

  let candidates: readonly Version[] = VERSIONS.filter((version) =>
    [...names].every((name) => registers(name, version)),
  );
  const [oldest] = candidates;
  if (names.size === 0 || oldest === undefined) return null;
  if (!fromRay && isUnfiltered(meanings)) {
    const absent = ALWAYS.filter(
      (definition) => !meanings.has(definition.meaning) && !isRegistered(definition, oldest),
    ).flatMap((definition) => definition.names);
    candidates = candidates.filter((version) => !absent.some((name) => registers(name, version)));
  }
  const newest = candidates.at(-1);
  return { since: oldest, until: newest === undefined || newest === VERSIONS.at(-1) ? null : newest };
}
