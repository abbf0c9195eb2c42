import type { AnnotationId } from '../quantities/index.ts';
import type { Evidence } from './evidence.ts';
import { CONFIDENCES, type Confidence } from './finding.ts';
import type { Objection } from './outcome.ts';

/** What leaves a number usable, but a judgement on it less sure. */
const DOUBTFUL: ReadonlySet<AnnotationId> = new Set<AnnotationId>([
  'window-too-short',
  'gauge-partly-absent',
  'partial-answer',
  'counter-reset',
  'above-the-roof',
  'uncalibrated',
]);

/** High, less one for each objection that was found, and less one where any of the evidence is doubtful. */
export function confidenceOf(objections: readonly Objection[], evidence: readonly Evidence[]): Confidence {
  const found = objections.filter((objection) => objection.found === 'yes').length;
  const doubtful = evidence.some(({ measured }) => measured.annotations.some(({ id }) => DOUBTFUL.has(id)));
  return CONFIDENCES[Math.min(CONFIDENCES.length - 1, found + (doubtful ? 1 : 0))] ?? 'low';
}
