import type { BenchmarkMeasure, BenchmarkRun } from './benchmark-run.ts';
import type { Json, Origin } from './decode-benchmark.ts';
import { measureOf, numberIn, present, textIn } from './fields.ts';

/**
 * A result of `vllm bench latency`: seconds of whole batches. Source of each name: vllm/benchmarks/latency.py of 0.8.5 to 0.32.0;
 * `model_id` only in the newest. The iterations of a run share a process, so a run is one observation, whatever their number.
 */
export const decodeLatency = (json: Json, { origin, fileName }: Origin): BenchmarkRun => ({
  kind: 'latency',
  origin,
  configuration: present({ model: textIn(json, 'model_id'), ...shapeIn(fileName) }),
  lengths: {},
  measures: [
    ...measureOf(numberIn(json, 'avg_latency'), 'latencySeconds', 'latency', 'seconds', 'lower'),
    ...percentiles(json['percentiles']),
  ],
  requests: undefined,
  failed: undefined,
});

/** Of 10, 25, 50, 75, 90 and 99, those that people look at. */
const PERCENTILES = ['50', '90', '99'];

function percentiles(found: unknown): BenchmarkMeasure[] {
  if (typeof found !== 'object' || found === null) return [];
  const json = { ...found } as Json;
  return PERCENTILES.flatMap((each) =>
    measureOf(numberIn(json, each), `latencySecondsP${each}`, `latency p${each}`, 'seconds', 'lower'),
  );
}

const SHAPE = { batch: /(?:^|[-_.])(?:bs|batch(?:[-_]?size)?)[-_=]?(\d{1,9})(?=[-_.]|$)/i, inputTokens: lengthNamed('in|isl|input'), outputTokens: lengthNamed('out|osl|output') } as const; // prettier-ignore

function lengthNamed(names: string): RegExp {
  return new RegExp(`(?:^|[-_.])(?:${names})(?:[-_]?len)?[-_=]?(\\d{1,9})(?=[-_.]|$)`, 'i');
}

/** Batch and lengths are in no field; people put them into the name: `latency_bs8_in32_out128.json`. */
function shapeIn(fileName: string): Record<keyof typeof SHAPE, number | undefined> {
  const number = (pattern: RegExp): number | undefined => {
    const [, digits] = pattern.exec(fileName) ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
  return {
    batch: number(SHAPE.batch),
    inputTokens: number(SHAPE.inputTokens),
    outputTokens: number(SHAPE.outputTokens),
  };
}
