// Takes the names vLLM gives its metrics, in any version. Gives what they mean, with kind, unit and pitfalls.
// Gives also the range of versions a page can come from. Knows no values.
// Never lets a vLLM name out except in messages: the rest of the code speaks in meanings.
export { CATALOGUE, definitionOf, type Meaning } from './catalogue.ts';
export { exposedName } from './exposed-name.ts';
export type { MetricDefinition, MetricName, Version } from './definition.ts';
export { compareVersions, inferVersion, isRegistered, VERSIONS, type VersionRange } from './infer-version.ts';
export {
  CACHE_CONFIG,
  CACHE_CONFIG_VALUE,
  DEFAULT_EDGES_SECONDS,
  DIVISION,
  ENGINE_LABEL,
  NAME_PREFIX,
  OPTION,
  PROCESS_START,
} from './vocabulary.ts';
export {
  ENGINE_METRIC_PATTERN,
  isEngineMetric,
  patternOf,
  recognise,
  type Recognised,
  type SamplePart,
} from './recognise.ts';
