import type { MeasureId } from '../../../src/analysis/index.ts';
import type { EngineReport, Report } from '../../../src/report/index.ts';

type ReportedMeasure = EngineReport['measures'][string];

export type Measures = Readonly<Partial<Record<MeasureId, ReportedMeasure>>>;

export const amount = (
  value: number,
  unit: Extract<ReportedMeasure, { known: true }>['unit'],
  bounds: { low?: number; high?: number } = {},
): ReportedMeasure => ({ known: true, value, unit, annotations: [], ...bounds });

/** A minute of an engine of which little more is known than these measures. */
export const engineReport = (measures: Measures, engine = '0'): EngineReport => ({
  target: 'http://gpu-1:8000/metrics',
  engine,
  model: 'llama',
  labels: {},
  vllmVersion: null,
  window: { startAtSeconds: 1_795_317_226, endAtSeconds: 1_795_317_286, seconds: 60, samples: 61 },
  objective: {},
  declared: {},
  measures: { ...measures },
  unrecognisedMetrics: [],
  annotations: [],
});

export const reportWith = (engines: EngineReport[], errors: Report['errors'] = []): Report => ({
  schemaVersion: 1,
  ridgeline: '0',
  source: 'test',
  window: { startAtSeconds: 1_795_317_226, endAtSeconds: 1_795_317_286, seconds: 60, samples: 61 },
  engines,
  errors,
});

export type Finding = NonNullable<EngineReport['findings']>[number];

/** A finding of which little matters but that it fires. */
export const fires = (id: string, message: string, what: Partial<Finding> = {}): Finding => ({
  id,
  title: id,
  role: 'limit',
  severity: 'critical',
  state: 'fires',
  message,
  confidence: 'high',
  ...what,
});
