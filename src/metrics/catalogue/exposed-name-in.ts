import { definitionOf, exposedName, type Meaning } from './catalogue.ts';
import type { Version } from './definition.ts';
import { compareVersions } from './infer-version.ts';

/** The name that a page of this version shows; without a version, and for one older than the metric, as `exposedName`. */
export function exposedNameIn(meaning: Meaning, version: Version | undefined): string {
  if (version === undefined) return exposedName(meaning);
  const { kind, names } = definitionOf(meaning);
  const name = names.findLast(({ since }) => compareVersions(since, version) <= 0);
  return name ? `vllm:${name.name}${kind === 'counter' ? '_total' : ''}` : exposedName(meaning);
}
