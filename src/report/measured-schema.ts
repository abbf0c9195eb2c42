import { z } from 'zod';
import { ANNOTATIONS, UNITS, type AnnotationId, type Unit } from '../quantities/index.ts';

export const annotationIdSchema = z.enum(Object.keys(ANNOTATIONS) as [AnnotationId, ...AnnotationId[]]);
export const unitSchema = z.enum(Object.keys(UNITS) as [Unit, ...Unit[]]);

/** A number with its bounds, or why there is none. */
export const measuredSchema = z.discriminatedUnion('known', [
  z.object({
    known: z.literal(true),
    value: z.number().describe('Best estimate, inside [low, high]'),
    low: z.number().optional().describe('The truth is not below; absent: no lower bound'),
    high: z.number().optional().describe('The truth is not above; absent: no upper bound'),
    unit: unitSchema,
    parts: z.record(z.string(), z.number()).optional().describe('Addends of value, in the same unit'),
    annotations: z.array(annotationIdSchema),
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
