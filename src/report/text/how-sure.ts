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
export function howSure(engine: EngineReport): string[] {
  const notes = engine.annotations.filter(({ id }) => !SAID_ELSEWHERE.has(id)).map(({ message }) => `· ${message}`);
  const unrecognised =
    engine.unrecognisedMetrics.length === 0
      ? []
      : [
          `· ${engine.unrecognisedMetrics.length} metrics of this engine are new to Ridgeline: ${engine.unrecognisedMetrics.slice(0, 3).join(', ')}${engine.unrecognisedMetrics.length > 3 ? ' …' : ''}`,
        ];
  return [...notes, ...unknowns(engine).map((line) => `· ${line}`), ...unrecognised];
}
