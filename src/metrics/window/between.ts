import type { Meaning } from '../catalogue/index.ts';
import { annotation, type Annotation, type AnnotationId } from '../../quantities/index.ts';
import { spanBetween, type GaugeSpan } from './gauge-span.ts';
import type { Reading } from './reading.ts';
import { restarted } from './restarted.ts';
import { changedLayouts, commonSchema, restate } from './schema.ts';
import { PUBLISHED, stillSecondsOf } from './stillness.ts';
import { NO_FAULT, plateauAt, windowAt, type Window } from './window.ts';

/**
 * What happened between two readings of the same engine.
 *
 * - A restart resets the whole engine at once, whichever number shows it: what the new process has counted is the
 *   increase, what the old one counted after its last scrape is lost, gauges are not drawn across it.
 * - A clock that did not advance makes the pair unusable: no time, no increase, only the later state.
 * - A number absent before and present now counts from zero, unless the earlier page was damaged and may have lost it;
 *   one that vanished has not grown (see carryForward).
 */
export function between(earlier: Reading, later: Reading, failedScrapes = 0): Window {
  const seconds = later.atSeconds - earlier.atSeconds;
  const state = windowAt(later);
  const both = { ...state, startAtSeconds: earlier.atSeconds, samples: 2 };
  if (!(seconds > 0)) return { ...both, quality: { ...NO_FAULT, failedScrapes, clockSteps: 1 } };

  const quality = { ...NO_FAULT, failedScrapes, longestStepSeconds: seconds };
  const evolved = { ...both, seconds, plateau: plateauAt(later) };
  if (restarted(earlier, later)) {
    return {
      ...evolved,
      increases: later.cumulative.map(notNegative),
      quality: { ...quality, restarts: 1, restartSeconds: seconds },
    };
  }
  const schema = commonSchema(earlier.schema, later.schema);
  const isDamaged = earlier.annotations.some(({ id }) => DAMAGED.includes(id));
  const before = restate(earlier.cumulative, earlier.schema, schema, isDamaged ? Number.POSITIVE_INFINITY : 0);
  const after = restate(later.cumulative, later.schema, schema);
  const increases = after.map((value, slot) => notNegative(value - (before[slot] ?? 0)));
  return {
    ...evolved,
    schema,
    increases,
    stillSeconds: PUBLISHED.every((gauge) => isUnchanged(earlier, later, gauge))
      ? stillSecondsOf(seconds, schema, increases)
      : 0,
    gauges: spans(earlier, later, state.gauges),
    quality,
    annotations: [...state.annotations, ...schemaChanges(earlier, later, isDamaged)],
  };
}

const isUnchanged = (earlier: Reading, later: Reading, gauge: Meaning): boolean =>
  Object.is(earlier.gauges.get(gauge), later.gauges.get(gauge));

const DAMAGED: readonly AnnotationId[] = ['truncated-page', 'malformed-line'];

/** What vanished or cannot be told has not grown. NaN passes through: a page that says NaN must not become a number. */
const notNegative = (increase: number): number => (increase < 0 ? 0 : increase);

function spans(earlier: Reading, later: Reading, state: Window['gauges']): Window['gauges'] {
  const gauges = new Map<string, GaugeSpan>(state);
  for (const [name, value] of later.gauges) {
    const before = earlier.gauges.get(name);
    if (before !== undefined) gauges.set(name, spanBetween(before, value, earlier.atSeconds, later.atSeconds));
  }
  return gauges;
}

function schemaChanges(earlier: Reading, later: Reading, isDamaged: boolean): Annotation[] {
  if (earlier.schema === later.schema) return [];
  const layouts = changedLayouts(earlier.schema, later.schema);
  const grown = [...later.schema.slotOf.keys()].filter(
    (key) => !earlier.schema.slotOf.has(key) && !key.includes(' bucket '),
  );
  return [
    ...layouts.map((name) => annotation('bucket-layout-changed', `${name} changed its bucket edges`)),
    ...(grown.length > 0 && !isDamaged
      ? [annotation('series-appeared', `${grown.length} counters appeared and are counted from zero`)]
      : []),
  ];
}
