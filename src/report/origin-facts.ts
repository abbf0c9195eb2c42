import type { Origin } from './origin.ts';
import type { Report } from './schema.ts';
import { versionRange } from './text/title.ts';
import { utcTime } from './utc-time.ts';

/** Where a report comes from: source, stretch, when it was made, and the versions that took part. */
export function originFacts(
  { ridgeline, schemaVersion, source, window, engines }: Report,
  { generatedAtSeconds, hasPast }: Origin,
): (readonly [name: string, said: string])[] {
  const versions = new Set(engines.flatMap(({ vllmVersion }) => (vllmVersion ? [versionRange(vllmVersion)] : [])));
  return [
    ['source', `${source}${hasPast ? '' : ', live: the same command measures the engines as they are then'}`],
    ['stretch', `${utcTime(window.startAtSeconds)} to ${utcTime(window.endAtSeconds)} UTC, ${window.samples} samples`],
    ...(generatedAtSeconds === undefined ? [] : [['made', `${utcTime(generatedAtSeconds)} UTC`] as const]),
    ['Ridgeline', `${ridgeline}, report schema ${schemaVersion}`],
    ['vLLM', versions.size === 0 ? 'unknown' : `${[...versions].join('; ')}, by the metrics that it exposes`],
  ];
}
