import { definitionOf, type Meaning } from './catalogue.ts';
import type { Version } from './definition.ts';
import { compareVersions } from './infer-version.ts';

/**
 * The name as a page of this version shows it, for messages: `vllm:generation_tokens_total`. The newest without a version, and
 * for one older than the metric.
 */
export function exposedName(meaning: Meaning, version?: Version): string {
  const { kind, names } = definitionOf(meaning);
  const then = version && names.findLast(({ since }) => compareVersions(since, version) <= 0);
  return `vllm:${(then ?? names.at(-1))?.name ?? meaning}${kind === 'counter' ? '_total' : ''}`;
}
