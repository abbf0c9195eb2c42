import { z } from 'zod';
import { CONFIDENCES, ROLES, SEVERITIES } from '../diagnosis/index.ts';
import { measuredSchema, unitSchema } from './measured-schema.ts';

const evidence = z.object({
  what: z.string(),
  measure: z.string().nullable().describe('null: declared, or arithmetic on the others'),
  metrics: z.array(z.string()).describe('What the measure stands on, as the page of this engine names it'),
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
  unit: unitSchema,
  bound: z
    .object({ relation: z.enum(['<', '≤', '≥', '>']), value: z.number() })
    .optional()
    .describe('What it was compared with, in the same unit'),
});

const action = z.object({
  knob: z.string(),
  change: z.enum(['raise', 'lower', 'set', 'switch on', 'switch off', 'add', 'remove', 'do']),
  to: z.union([z.number(), z.string()]).optional(),
  mechanism: z.string(),
  predicts: z.array(
    z.object({
      measure: z.string(),
      direction: z.enum(['rises', 'falls', 'narrows']),
      then: measuredSchema.optional().describe('Absent: neither the cost model nor a queueing formula can say'),
    }),
  ),
  sideEffect: z.string(),
  rollback: z.string(),
  refutedBy: z.string(),
});

export const findingSchema = z.object({
  id: z.string(),
  title: z.string(),
  role: z.enum(ROLES),
  severity: z.enum(SEVERITIES),
  state: z.enum(['fires', 'quiet', 'cannot-tell', 'failed']),
  message: z.string().describe('With its numbers; of one that cannot tell, what is missing'),
  missing: z
    .array(z.string())
    .optional()
    .describe('Only of those that cannot tell: each thing that they would have to know'),
  evidence: z.record(z.string(), evidence).optional().describe('Only of those that fire, as all that follows'),
  objections: z
    .array(z.object({ claim: z.string(), found: z.enum(['yes', 'no', 'unknown']), evidence: evidence.optional() }))
    .optional()
    .describe('What would speak against it, looked for'),
  atStake: z
    .object({ measure: z.string(), amount: measuredSchema, ratio: z.number() })
    .optional()
    .describe('What is lost by it, and which share of that measure that is'),
  actions: z.array(action).optional(),
  confidence: z.enum(CONFIDENCES).optional(),
  explainedBy: z.string().optional().describe('The finding that this one is a consequence of'),
});

export const verdictSchema = z.object({
  boundBy: z.string().describe('A finding, or "arrivals": nothing limits it but what is asked of it, or "unknown"'),
  confidence: z.enum(CONFIDENCES),
  summary: z.string(),
});

export type FindingReport = z.infer<typeof findingSchema>;
export type VerdictReport = z.infer<typeof verdictSchema>;
