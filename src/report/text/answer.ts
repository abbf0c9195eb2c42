import { formatQuantity } from '../../quantities/index.ts';
import { forecastSentence, named, pressureOf, WAITING_FOR_NOTHING_KNOWN } from '../pressure.ts';
import type { VerdictReport } from '../finding-schema.ts';
import type { Limit } from '../limits.ts';
import type { EngineReport } from '../schema.ts';
import { insideSentence } from './inside-sentence.ts';
import { lookAt } from './look.ts';
import type { Paint } from './paint.ts';

/** The first lines: is it fine, what is full, what does it mean for a request that arrives now. */
export function answer(engine: EngineReport, paint: Paint, arriving = 'now'): string[] {
  const { condition, full, free, waits } = pressureOf(engine);
  if (condition) {
    return [condition.id === 'engine-idle' ? paint.strong(condition.message) : paint.alarm(condition.message)];
  }
  const { verdict } = engine;
  // A mean may bind that no scrape shows used up, and operators may have set other thresholds.
  const rest = free.filter(({ rule }) => rule !== verdict?.boundBy);
  const others = rest.length > 0 ? ` (not: ${named(rest)})` : '';
  return [
    ...(verdict ? [limitedBy(verdict, others, paint)] : withoutVerdict(full, waits, others, paint)),
    `${paint.strong('Arriving')}   ${forecastSentence(engine, arriving)}${promise(engine)}`,
  ];
}

/** The limit by its name, which `ridgeline explain` knows, what speaks for it, and what does not limit. */
function limitedBy({ boundBy, confidence, summary }: VerdictReport, others: string, paint: Paint): string {
  const isFinding = boundBy !== 'arrivals' && boundBy !== 'unknown';
  const name = boundBy === 'arrivals' ? 'what arrives' : boundBy;
  return `${paint.strong('Limited by')} ${paint.accent(name)}: ${insideSentence(summary)}${isFinding ? `, confidence ${confidence}` : ''}${others}`;
}

function withoutVerdict(full: readonly Limit[], waits: boolean | undefined, others: string, paint: Paint): string[] {
  if (full.length > 0) return [`${paint.strong('Full')}       ${paint.accent(named(full))}${others}`];
  return waits === true ? [`${paint.strong('Queue')}      ${WAITING_FOR_NOTHING_KNOWN}`] : [];
}

/** Whether the objective is met that a wait would break. */
function promise(engine: EngineReport): string {
  const seconds = engine.objective.ttftSeconds;
  const isForecast = engine.measures['waitForecastSeconds']?.known === true;
  return seconds === undefined || !isForecast
    ? ''
    : `   objective TTFT ≤ ${formatQuantity(seconds, 'seconds')}: met by ${lookAt(engine).interval('ttftAttainmentRatio')}`;
}
