import { z } from 'zod';

const match = z.object({ model: z.string().optional(), target: z.string().optional() });
const numbers = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

const deployment = z.object({
  match: match.describe('Regular expressions; the first deployment that matches an engine is about it'),
  model: z.string().optional().describe('As declared; of a config.json only what it calls itself'),
  hardware: z.record(z.string(), z.union([z.string(), z.number(), z.record(z.string(), z.number())])).optional(),
  parallelism: numbers.optional(),
  precision: numbers.optional(),
  engine: numbers.optional(),
  calibration: numbers.optional(),
});

const objective = z.object({
  match,
  ttftSeconds: z.number().optional(),
  tpotSeconds: z.number().optional(),
  e2eSeconds: z.number().optional(),
  share: z.number().optional().describe('Of the requests that have to meet it'),
});

/** What was declared, as the settings spell it; what is not there was not declared. */
export const settingsReportSchema = z.object({
  deployments: z.array(deployment),
  objectives: z.array(objective),
  rules: z.record(z.string(), z.record(z.string(), z.number())).optional().describe('Other thresholds, by rule'),
});

export type SettingsReport = z.infer<typeof settingsReportSchema>;
