import { z } from 'zod';
import { SCHEMA_VERSION } from './version.ts';
import { rooflineSchema } from './roofline-schema.ts';
import { ANNOTATIONS, UNITS, type AnnotationId, type Unit } from '../quantities/index.ts';

const unixSeconds = z.number().describe('Unix seconds');
const annotationId = z.enum(Object.keys(ANNOTATIONS) as [AnnotationId, ...AnnotationId[]]);

const measured = z.discriminatedUnion('known', [
  z.object({
    known: z.literal(true),
    value: z.number().describe('Best estimate, inside [low, high]'),
    low: z.number().optional().describe('The truth is not below; absent: no lower bound'),
    high: z.number().optional().describe('The truth is not above; absent: no upper bound'),
    unit: z.enum(Object.keys(UNITS) as [Unit, ...Unit[]]),
    parts: z.record(z.string(), z.number()).optional().describe('Addends of value, in the same unit'),
    annotations: z.array(annotationId),
  }),
  z.object({
    known: z.literal(false),
    reason: z.enum([
      'not-exported',
      'feature-off',
      'no-traffic',
      'one-sample',
      'not-declared',
      'instrument-fault',
      'not-observable',
    ]),
    missing: z.array(z.string()).describe('What would have to be there'),
  }),
]);

const engine = z.object({
  target: z.string(),
  engine: z.string().nullable().describe('The engine label; null where vLLM has none'),
  model: z.string().nullable(),
  labels: z.record(z.string(), z.string()).describe('Further labels that tell this engine from others'),
  vllmVersion: z
    .object({ since: z.string(), until: z.string().nullable() })
    .nullable()
    .describe('The versions whose metrics the page fits; until null: the newest known or later'),
  window: z.object({ startAtSeconds: unixSeconds, endAtSeconds: unixSeconds, seconds: z.number(), samples: z.int() }),
  objective: z
    .object({
      ttftSeconds: z.number().optional(),
      tpotSeconds: z.number().optional(),
      e2eSeconds: z.number().optional(),
    })
    .describe('What users were promised; empty: not declared'),
  declared: z
    .object({ maxNumSeqs: z.number().optional(), maxNumBatchedTokens: z.number().optional() })
    .describe('What the operator declared of the engine'),
  measures: z.record(z.string(), measured),
  roofline: rooflineSchema.optional().describe('Only where hardware and model are known, and something ran'),
  unrecognisedMetrics: z.array(z.string()),
  annotations: z.array(
    z.object({
      id: annotationId,
      message: z.string(),
      measures: z.array(z.string()).describe('Which measures it is about; none: the engine or the data as a whole'),
    }),
  ),
});

const fleet = z.object({
  engines: z.int(),
  measures: z.record(z.string(), measured).describe('From summed numerators and denominators of all engines'),
});

const step = z.object({
  startAtSeconds: unixSeconds,
  endAtSeconds: unixSeconds,
  engines: z.array(
    engine.pick({ target: true, engine: true, model: true, labels: true, measures: true, roofline: true }),
  ),
});

export const reportSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  ridgeline: z.string().describe('Version of Ridgeline'),
  source: z.string(),
  window: z.object({ startAtSeconds: unixSeconds, endAtSeconds: unixSeconds, seconds: z.number(), samples: z.int() }),
  engines: z.array(engine),
  fleet: fleet.optional().describe('All engines together; only where there are several'),
  steps: z.array(step).optional().describe('The same stretch step by step, oldest first; only where asked for'),
  errors: z.array(z.object({ target: z.string(), code: z.string(), message: z.string() })),
});

export type Report = z.infer<typeof reportSchema>;
export type EngineReport = Report['engines'][number];
export type FleetReport = z.infer<typeof fleet>;
export type StepReport = z.infer<typeof step>;
export type ReportedMeasure = EngineReport['measures'][string];

/** JSON Schema (draft 2020-12) of the report. */
export const reportJsonSchema = (): object => z.toJSONSchema(reportSchema);
