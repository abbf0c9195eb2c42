// Takes nothing. Gives numbers with units, bounds and reasons. Never knows what is measured.
export { ANNOTATIONS, annotation, distinctAnnotations, type Annotation, type AnnotationId } from './annotation.ts';
export {
  known,
  quantityOf,
  unknown,
  type Detail,
  type Known,
  type Measured,
  type Unknown,
  type UnknownReason,
} from './measured.ts';
export { UNITS, type Unit } from './units.ts';
export { clamp, poissonInterval, sum } from './statistics.ts';
export { escapeMarkup } from './escape-markup.ts';
export { gram, inverse, multiply } from './inverse.ts';
export { studentQuantile } from './student-t.ts';
export { durationSeconds } from './duration.ts';
export {
  formatAlike,
  formatInterval,
  formatMeasured,
  formatQuantity,
  formatReason,
  formatUnknown,
  printable,
  printableLines,
} from './format.ts';
