import { formatQuantity } from '../../quantities/index.ts';
import { forecastSentence, named, pressureOf, WAITING_FOR_NOTHING_KNOWN } from '../pressure.ts';
import type { EngineReport } from '../schema.ts';
import { lookAt } from './look.ts';
import type { Paint } from './paint.ts';

/** The first lines: is it fine, what is full, what does it mean for a request that arrives now. */
export function answer(engine: EngineReport, paint: Paint): string[] {
  const { condition, full, free, waits } = pressureOf(engine);
  if (condition) {
    return [condition.id === 'engine-idle' ? paint.strong(condition.message) : paint.alarm(condition.message)];
  }
  const others = free.length > 0 ? ` (not: ${named(free)})` : '';
  return [
    ...(full.length > 0 ? [`${paint.strong('Full')}       ${paint.accent(named(full))}${others}`] : []),
    ...(waits === true && full.length === 0 ? [`${paint.strong('Queue')}      ${WAITING_FOR_NOTHING_KNOWN}`] : []),
    `${paint.strong('Arriving')}   ${forecastSentence(engine)}${promise(engine)}`,
  ];
}

/** Whether the objective is met that a wait would break. */
function promise(engine: EngineReport): string {
  const seconds = engine.objective.ttftSeconds;
  const isForecast = engine.measures['waitForecastSeconds']?.known === true;
  return seconds === undefined || !isForecast
    ? ''
    : `   objective TTFT ≤ ${formatQuantity(seconds, 'seconds')}: met by ${lookAt(engine).interval('ttftAttainmentRatio')}`;
}
