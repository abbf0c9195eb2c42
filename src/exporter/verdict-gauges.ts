import { Gauge, type Registry } from 'prom-client';
import type { EngineReport } from '../report/index.ts';
import type { LabelValues, Labelling } from './engine-labels.ts';

export const FINDING = 'ridgeline_finding';
export const BOUND_BY = 'ridgeline_bound_by';

export interface Labelled {
  readonly engine: EngineReport;
  readonly labels: LabelValues;
}

/** Each rule that could judge: 1 where it fires, 0 where it is quiet; one that cannot tell, or failed, has no series. */
export function fillFindings(labelled: readonly Labelled[], { names }: Labelling, register: Registry): void {
  const gauge = new Gauge({
    name: FINDING,
    help: 'Whether the finding fires (1) or is quiet (0); ridgeline explain ID says what it means',
    labelNames: [...names, 'id', 'severity'],
    registers: [register],
  });
  for (const { engine, labels } of labelled) {
    for (const { id, severity, state } of engine.findings ?? []) {
      if (state === 'fires' || state === 'quiet') gauge.set({ ...labels, id, severity }, state === 'fires' ? 1 : 0);
    }
  }
}

/** The one thing that binds each engine, always 1: a finding, "arrivals" or "unknown". */
export function fillBoundBy(labelled: readonly Labelled[], { names }: Labelling, register: Registry): void {
  const gauge = new Gauge({
    name: BOUND_BY,
    help: 'What binds the engine: the id of a finding, "arrivals" where nothing does but what is asked of it, or "unknown"',
    labelNames: [...names, 'id', 'confidence'],
    registers: [register],
  });
  for (const { engine, labels } of labelled) {
    if (engine.verdict) gauge.set({ ...labels, id: engine.verdict.boundBy, confidence: engine.verdict.confidence }, 1);
  }
}
