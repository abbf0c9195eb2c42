import { z } from 'zod';
import { SEVERITIES } from '../diagnosis/index.ts';
import { unitSchema } from './measured-schema.ts';

const value = z.union([z.object({ value: z.number(), unit: unitSchema }), z.string()]);

export const episodeSchema = z.object({
  target: z.string(),
  engine: z.string().nullable(),
  model: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  id: z.string().describe('Of the finding'),
  title: z.string(),
  severity: z.enum(SEVERITIES).describe('The gravest that it was'),
  startAtSeconds: z.number().describe('Unix seconds'),
  endAtSeconds: z.number().describe('Unix seconds'),
  isOpenAtStart: z.boolean().describe('It fired already when the stretch began'),
  isOpenAtEnd: z.boolean().describe('It still fired when the stretch ended'),
  peak: z
    .object({ atSeconds: z.number().describe('Unix seconds: the end of that step'), message: z.string() })
    .describe('When most was at stake'),
  changes: z
    .array(z.object({ what: z.string(), before: value, after: value }))
    .describe('What changed when it began that can be a cause, the largest change first'),
});

export type EpisodeReport = z.infer<typeof episodeSchema>;
