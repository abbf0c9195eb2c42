import { z } from 'zod';
import { BETTER, SHIFTS, VERDICTS } from '../../comparison/index.ts';
import { verdictSchema } from '../finding-schema.ts';
import { annotationIdSchema, measuredSchema, unitSchema } from '../measured-schema.ts';
import { COMPARISON_SCHEMA_VERSION } from '../version.ts';

const unixSeconds = z.number().describe('Unix seconds');

const effect = z
  .object({ ratio: z.number(), low: z.number(), high: z.number() })
  .nullable()
  .describe('B/A; with 95 % probability all intervals of a list are right at once. null: not known');

const longer = z.number().nullable().describe('How many times as much of each side would tell; null: more of it would not, or it is told'); // prettier-ignore

const shift = z.object({
  id: z.string(),
  title: z.string(),
  unit: unitSchema.nullable(),
  a: z.union([z.number(), z.string()]).nullable(),
  b: z.union([z.number(), z.string()]).nullable(),
  effect,
  verdict: z.enum(SHIFTS),
  reason: z.string().nullable(),
  longer,
});

const ofSides = <Schema extends z.ZodType>(schema: Schema) => z.object({ a: schema, b: schema });

const judged = z.object({
  id: z.string(),
  title: z.string(),
  unit: unitSchema,
  better: z.enum(BETTER),
  a: z.number().nullable().describe('As it was, whatever the load; null: not known'),
  b: z.number().nullable(),
  effect,
  verdict: z.enum(VERDICTS).describe('Against the threshold, by where all of the interval is'),
  reason: z.string().nullable().describe('Why it cannot be told, or what else the verdict stands on'),
  longer,
  heldAgainst: z.array(z.string()).describe('The load at which A and B are compared'),
  notes: z.array(z.string()),
  steps: z
    .object({ used: ofSides(z.int()), tooFew: ofSides(z.int()), otherLoad: ofSides(z.int()) })
    .nullable()
    .describe(
      'Steps behind it, those with too little traffic, and those under a load that the other side has not seen',
    ),
});

const limited = z.object({
  target: z.string(),
  engine: z.string().nullable(),
  model: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  verdict: verdictSchema,
});

const found = z.object({ id: z.string(), message: z.string(), engines: z.int() });

const head = {
  schemaVersion: z.literal(COMPARISON_SCHEMA_VERSION),
  ridgeline: z.string().describe('Version of Ridgeline'),
  summary: z.string().describe('The answer in a sentence'),
  verdict: z.enum(VERDICTS).describe('regressed: at least one measure did; cannot-tell: of none it can be told'),
  thresholdRatio: z.number().describe('What is less is no change'),
};

const engines = z.object({
  ...head,
  kind: z.literal('engines'),
  stepSeconds: z.number(),
  sides: ofSides(
    z.object({
      name: z.string(),
      startAtSeconds: unixSeconds,
      endAtSeconds: unixSeconds,
      engines: z.int(),
      models: z.array(z.string()),
      steps: z.int().describe('Of all engines together'),
      limitedBy: z.array(limited),
      goodputRatio: measuredSchema,
      annotations: z.array(z.object({ id: annotationIdSchema, message: z.string() })),
    }),
  ),
  workload: z.array(shift),
  system: z.array(judged),
  findings: z.object({ isNew: z.array(found), isGone: z.array(found) }).describe('Findings of B alone, and of A alone'),
});

const benchmarks = z.object({
  ...head,
  kind: z.literal('benchmarks'),
  noiseRatio: z.number().nullable().describe('As given, for runs without repeats'),
  sides: ofSides(z.object({ name: z.string(), runs: z.int(), skipped: z.array(z.string()) })),
  pairs: z.array(
    z.object({
      benchmark: z.string(),
      runs: ofSides(z.int()),
      workload: z.array(shift),
      system: z.array(judged),
    }),
  ),
  alone: ofSides(z.array(z.string())).describe('Benchmarks that are compared with none of the other side, and why'),
});

/** What `ridgeline compare --format json` prints. */
export const comparisonSchema = z.discriminatedUnion('kind', [engines, benchmarks]);

export type ComparisonReport = z.infer<typeof comparisonSchema>;
export type EnginesReport = z.infer<typeof engines>;
export type BenchmarksReport = z.infer<typeof benchmarks>;
export type ShiftReport = z.infer<typeof shift>;
export type JudgedReport = z.infer<typeof judged>;

/** JSON Schema (draft 2020-12) of what `ridgeline compare --format json` prints. */
export const comparisonJsonSchema = (): object => z.toJSONSchema(comparisonSchema);
