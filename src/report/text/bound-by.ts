import type { AnnotationId } from '../../quantities/index.ts';
import { limitsOf } from '../limits.ts';
import type { EngineReport, Report } from '../schema.ts';
import { PLAIN, type Paint } from './paint.ts';

/**
 * What binds an engine, as narrow as a column of a table: one word where it makes no progress, whatever its last gauges show;
 * otherwise the verdict, with its confidence where that is not high. Of an engine that nobody diagnosed, the limits that are
 * used up.
 */
export function boundBy(engine: EngineReport, paint: Paint = PLAIN, silent: Silent = NOBODY): string {
  const { verdict } = engine;
  if (silent.has(engine.target)) return paint.alarm(NO_ANSWER);
  const word = boundByWord(engine);
  const doubt =
    verdict?.boundBy === word && word !== UNKNOWN && verdict.confidence !== 'high' ? ` (${verdict.confidence})` : '';
  if (ALARMING.has(word)) return paint.alarm(word);
  return NOTHING.has(word) ? word : `${paint.accent(word)}${doubt}`;
}

/** Targets that do not answer: what is known of their engines is how they were. */
export type Silent = ReadonlySet<string>;

export const silentOf = ({ errors }: Pick<Report, 'errors'>): Silent => new Set(errors.map(({ target }) => target));

const NOBODY: Silent = new Set();
const NO_ANSWER = 'no answer';

/** "2 sequence-cap, 1 unknown, 5 arrivals": most first, and those that are fine last. */
export function boundByTotals(engines: readonly EngineReport[], silent: Silent = NOBODY): string {
  const counts = new Map<string, number>();
  for (const engine of engines) {
    const word = silent.has(engine.target) ? NO_ANSWER : boundByWord(engine);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left, more], [right, fewer]) => Number(NOTHING.has(left)) - Number(NOTHING.has(right)) || fewer - more)
    .map(([word, count]) => `${count} ${word === NOT_FULL ? 'not full' : word}`)
    .join(', ');
}

function boundByWord(engine: EngineReport): string {
  const condition = engine.annotations.map(({ id }) => CONDITIONS[id]).find((word) => word !== undefined);
  if (condition !== undefined) return condition;
  if (engine.verdict) return engine.verdict.boundBy;
  const full = limitsOf(engine).flatMap((limit) => (limit.full ? [limit.name] : []));
  return full.length === 0 ? NOT_FULL : `${full.join(', ')} full`;
}

const NOT_FULL = '—';

/** Which is never sure. */
const UNKNOWN = 'unknown';

const CONDITIONS: Partial<Readonly<Record<AnnotationId, string>>> = {
  'engine-hung': 'hung',
  'engine-stalled': 'stalled',
  'engine-asleep': 'asleep',
  'engine-idle': 'idle',
};

const ALARMING: ReadonlySet<string> = new Set(['hung', 'stalled', 'asleep']);

/** What needs nobody. */
const NOTHING: ReadonlySet<string> = new Set(['arrivals', 'idle', NOT_FULL]);
