import type { Annotation } from '../../quantities/index.ts';
import type { Meaning, VersionRange } from '../catalogue/index.ts';
import type { Exposition } from '../exposition/index.ts';
import type { EngineIdentity } from './engine-identity.ts';
import type { EnginePlan } from './engine-plan.ts';
import { planOf, type PagePlan } from './page-plan.ts';
import type { Schema } from './schema.ts';

/** What one page says about one engine. */
export interface Reading {
  readonly engine: EngineIdentity;
  readonly atSeconds: number;
  readonly schema: Schema;
  /** Slot by slot of the schema. NaN where the page said NaN. */
  readonly cumulative: Float64Array;
  /** By `divided(meaning, division)`; only finite samples. */
  readonly gauges: ReadonlyMap<string, number>;
  readonly info: ReadonlyMap<Meaning, Readonly<Record<string, string>>>;
  /** When the process began, in Unix seconds, if the page says so. */
  readonly processStartSeconds: number | null;
  /** When each of its counters began; empty with several API servers, which do not expose it. */
  readonly createdSeconds: readonly number[];
  readonly version: VersionRange | null;
  readonly unrecognised: readonly string[];
  readonly annotations: readonly Annotation[];
}

/** The engines of a page, each with its numbers. Counters of several processes add up; of their gauges the largest counts. */
export function readingsOf(target: string, atSeconds: number, page: Exposition): Reading[] {
  const plan = planOf(page.layout);
  return plan.engines.map((engine) => readingOf(target, atSeconds, page, plan, engine));
}

function readingOf(target: string, atSeconds: number, page: Exposition, plan: PagePlan, engine: EnginePlan): Reading {
  const { values } = page;
  const sample = (index: number): number => values[index] ?? Number.NaN;
  const cumulative = new Float64Array(engine.cumulative.length);
  engine.cumulative.forEach((samples, slot) => {
    let sum = 0;
    for (const index of samples) sum += sample(index);
    cumulative[slot] = sum;
  });
  return {
    engine: { target, engine: engine.engine, model: engine.model, labels: engine.labels },
    atSeconds,
    schema: engine.schema,
    cumulative,
    gauges: readGauges(engine, sample),
    info: engine.info,
    processStartSeconds: plan.processStart === undefined ? null : finite(sample(plan.processStart)),
    createdSeconds: engine.created.map(sample),
    version: plan.version,
    unrecognised: plan.unrecognised,
    annotations: page.annotations.length === 0 ? plan.annotations : [...plan.annotations, ...page.annotations],
  };
}

/** With running and waiting both there, their sum is a gauge of its own: its maximum is not the sum of their maxima. */
function readGauges(engine: EnginePlan, sample: (index: number) => number): Map<string, number> {
  const gauges = new Map<string, number>();
  for (const { name, samples } of engine.gauges) {
    const value = samples.reduce((largest, index) => Math.max(largest, sample(index)), Number.NEGATIVE_INFINITY);
    if (Number.isFinite(value)) gauges.set(name, value);
  }
  const running = gauges.get('requestsRunning');
  const waiting = gauges.get('requestsWaiting');
  if (running !== undefined && waiting !== undefined) gauges.set('requestsInSystem', running + waiting);
  return gauges;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
