import type { AnnotationId } from '../../quantities/index.ts';
import type { EngineReport } from '../schema.ts';
import { unknowns } from './unknowns.ts';

// Said where the number stands, or true of every window: repeating them under each report would bury the rest.
const SAID_ELSEWHERE: ReadonlySet<AnnotationId> = new Set([
  'gauge-only-sampled',
  'bucket-unresolved',
  'bucket-interval',
  'estimated-steps',
  'batch-weighted',
  'block-rounded',
  'hybrid-cache-unknown',
  'ramp',
  'engine-hung',
  'engine-stalled',
  'engine-asleep',
  'engine-idle',
]);

/** What a reader must know before trusting the numbers above; empty when there is nothing. */
export const howSure = (engine: EngineReport): string[] =>
  [...notesOf(engine).map(({ message }) => message), ...unknowns(engine), ...unrecognised(engine)].map(
    (line) => `· ${line}`,
  );

/** The annotations that are said nowhere else. */
export const notesOf = ({ annotations }: EngineReport): EngineReport['annotations'] =>
  annotations.filter(({ id }) => !SAID_ELSEWHERE.has(id));

const MOST_NAMED = 3;

/** Metrics that the catalogue does not know, in a sentence; none where it knows all. */
export const unrecognised = ({ unrecognisedMetrics: names }: EngineReport): string[] =>
  names.length === 0
    ? []
    : [
        `${names.length} metrics of this engine are new to Ridgeline: ${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ' …' : ''}`,
      ];
