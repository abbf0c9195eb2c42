import { z } from 'zod';
import { SCHEMA_VERSION } from './version.ts';
import { rooflineSchema } from './roofline-schema.ts';
import { episodeSchema } from './episode-schema.ts';
import { findingSchema, verdictSchema } from './finding-schema.ts';
import { annotationIdSchema, measuredSchema } from './measured-schema.ts';
import { settingsReportSchema } from './settings-schema.ts';

const unixSeconds = z.number().describe('Unix seconds');

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
  settings: z
    .object({ deployment: z.int().nullable(), objective: z.int().nullable() })
    .optional()
    .describe("Which of the report's settings apply to it, by their places; null: none. Absent, as those"),
  measures: z.record(z.string(), measuredSchema),
  roofline: rooflineSchema.optional().describe('Only where hardware and model are known, and something ran'),
  verdict: verdictSchema.optional().describe('Only where it was diagnosed, as the findings'),
  findings: z
    .array(findingSchema)
    .optional()
    .describe('Of every rule: those that fire first, causes before consequences'),
  unrecognisedMetrics: z.array(z.string()),
  annotations: z.array(
    z.object({
      id: annotationIdSchema,
      message: z.string(),
      measures: z.array(z.string()).describe('Which measures it is about; none: the engine or the data as a whole'),
    }),
  ),
});

const fleet = z.object({
  engines: z.int(),
  measures: z.record(z.string(), measuredSchema).describe('From summed numerators and denominators of all engines'),
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
  settings: settingsReportSchema.optional().describe('What was declared; absent where nobody passed it on'),
  engines: z.array(engine),
  fleet: fleet.optional().describe('All engines together; only where there are several'),
  steps: z.array(step).optional().describe('The same stretch step by step, oldest first; only where asked for'),
  episodes: z.array(episodeSchema).optional().describe('From when to when something fired; only with steps'),
  errors: z.array(z.object({ target: z.string(), code: z.string(), message: z.string() })),
});

export type Report = z.infer<typeof reportSchema>;
export type EngineReport = Report['engines'][number];
export type FleetReport = z.infer<typeof fleet>;
export type StepReport = z.infer<typeof step>;
export type ReportedMeasure = EngineReport['measures'][string];

/** JSON Schema (draft 2020-12) of the report. */
export const reportJsonSchema = (): object => z.toJSONSchema(reportSchema);
