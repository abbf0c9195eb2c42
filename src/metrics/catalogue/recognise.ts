import { CATALOGUE, type Meaning } from './catalogue.ts';
import type { MetricDefinition, MetricName } from './definition.ts';

/** Which number of a metric a sample is: histograms have three (`value` never), and `created` is the time it began. */
export type SamplePart = 'value' | 'bucket' | 'sum' | 'count' | 'created';

export interface Recognised {
  readonly meaning: Meaning;
  readonly definition: MetricDefinition;
  /** The name it was found under. A page may show two names of one meaning, with the same numbers: never add them. */
  readonly name: MetricName;
  readonly part: SamplePart;
}

/** As vLLM names its metrics, with the colon replaced, and as Ray's agent exports them. */
const PREFIXES = ['vllm:', 'vllm_', 'ray_vllm_', 'ray_vllm:'] as const;

/** The regular expression of all names with such a prefix, for servers that are asked which there are. */
export const ENGINE_METRIC_PATTERN = `(${PREFIXES.join('|')}).+`;

/** The regular expression of the names of these metrics in every version, without the further series of a histogram. */
export const patternOf = (definitions: readonly MetricDefinition[]): string =>
  `(${PREFIXES.join('|')})(${definitions.flatMap(({ names }) => names.map(({ name }) => name)).join('|')})(_total|_count)?`;

const SUFFIXES: Record<MetricDefinition['kind'], readonly (readonly [string, SamplePart])[]> = {
  counter: [
    ['', 'value'],
    ['_total', 'value'],
    ['_created', 'created'],
  ],
  gauge: [['', 'value']],
  info: [['', 'value']],
  histogram: [
    ['_bucket', 'bucket'],
    ['_sum', 'sum'],
    ['_count', 'count'],
    ['_created', 'created'],
  ],
};

const BY_NAME: ReadonlyMap<string, Recognised> = new Map(
  CATALOGUE.flatMap((definition) =>
    definition.names.flatMap((name) =>
      SUFFIXES[definition.kind].map(([suffix, part]): [string, Recognised] => [
        name.name + suffix,
        { meaning: definition.meaning, definition, name, part },
      ]),
    ),
  ),
);

const prefixOf = (sampleName: string) => PREFIXES.find((prefix) => sampleName.startsWith(prefix));

/** What the sample of this name means; nothing for names outside the catalogue. The same object for the same name. */
export function recognise(sampleName: string): Recognised | undefined {
  const prefix = prefixOf(sampleName);
  return prefix === undefined ? undefined : BY_NAME.get(sampleName.slice(prefix.length));
}

/** Whether the name carries vLLM's prefix, known or not, so that unknown ones can be listed and not lost. */
export const isEngineMetric = (sampleName: string): boolean => prefixOf(sampleName) !== undefined;
