import type { AnnotationId } from '../../src/quantities/index.ts';
import type { EngineReport } from '../../src/report/index.ts';

/** An engine as a report tells of it, of which little matters. */
export const engineWith = (facts: Partial<EngineReport> = {}): EngineReport => ({
  target: 't',
  engine: '0',
  model: 'm',
  labels: {},
  vllmVersion: null,
  window: { startAtSeconds: 1000, endAtSeconds: 1060, seconds: 60, samples: 5 },
  objective: {},
  declared: {},
  measures: {},
  unrecognisedMetrics: [],
  annotations: [],
  ...facts,
});

export const about = (...ids: readonly AnnotationId[]): EngineReport['annotations'] =>
  ids.map((id, index) => ({ id, message: `message ${index}`, measures: [] }));
