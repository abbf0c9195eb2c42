import type { AnnotationId } from '../quantities/index.ts';
import { engineKey, type EngineReport } from '../report/index.ts';

/** In how many reports an engine, or one of its measures, carried each annotation. */
export interface AnnotationCounts {
  /** Counts a report, and forgets the engines that are not in it: memory must not grow as engines come and go. */
  add(engines: readonly EngineReport[]): void;
  of(engine: EngineReport): ReadonlyMap<AnnotationId, number>;
}

export function createAnnotationCounts(): AnnotationCounts {
  let counts = new Map<string, ReadonlyMap<AnnotationId, number>>();
  const of = (engine: EngineReport) => counts.get(engineKey(engine)) ?? new Map<AnnotationId, number>();
  return {
    add(engines) {
      counts = new Map(engines.map((engine) => [engineKey(engine), oneMore(of(engine), engine)]));
    },
    of,
  };
}

/** An annotation with several messages, or on several measures, counts once. */
function oneMore(counts: ReadonlyMap<AnnotationId, number>, { annotations }: EngineReport) {
  const more = new Map(counts);
  for (const id of new Set(annotations.map((annotation) => annotation.id))) more.set(id, (counts.get(id) ?? 0) + 1);
  return more;
}
