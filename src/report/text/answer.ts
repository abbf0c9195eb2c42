import { formatQuantity, type AnnotationId } from '../../quantities/index.ts';
import { limitsOf } from '../limits.ts';
import type { EngineReport } from '../schema.ts';
import { lookAt } from './look.ts';
import type { Paint } from './paint.ts';

const CONDITIONS: readonly AnnotationId[] = ['engine-hung', 'engine-stalled', 'engine-asleep', 'engine-idle'];

/** The first lines: is it fine, what is full, what does it mean for a request that arrives now. */
export function answer(engine: EngineReport, paint: Paint): string[] {
  const state = engine.annotations.find(({ id }) => CONDITIONS.includes(id));
  if (state) return [state.id === 'engine-idle' ? paint.strong(state.message) : paint.alarm(state.message)];
  const look = lookAt(engine);
  const waits = (look.number('requestsWaitingMax') ?? 0) > 0;
  const limits = limitsOf(engine);
  const full = limits.filter((limit) => limit.full);
  const free = limits.filter((limit) => !limit.full && limit.usedRatio !== undefined);
  const named = (some: typeof limits): string => some.map(({ name, brief }) => `${name}, ${brief}`).join('; ');
  return [
    ...(full.length > 0
      ? [`${paint.strong('Full')}       ${paint.accent(named(full))}${free.length > 0 ? ` (not: ${named(free)})` : ''}`]
      : []),
    ...(waits && full.length === 0
      ? [`${paint.strong('Queue')}      requests wait, but no limit that the metrics show is used up`]
      : []),
    `${paint.strong('Arriving')}   ${forecast(engine)}`,
  ];
}

function forecast(engine: EngineReport): string {
  const look = lookAt(engine);
  const wait = look.measure('waitForecastSeconds');
  if (!wait.known) return `the wait of a request arriving now is ${look.value('waitForecastSeconds')}`;
  const limit = engine.objective.ttftSeconds;
  const promise =
    limit === undefined
      ? ''
      : `   objective TTFT ≤ ${formatQuantity(limit, 'seconds')}: met by ${look.interval('ttftAttainmentRatio')}`;
  if (wait.value === 0) return `a request arriving now would not queue${promise}`;
  return `a request arriving now would wait ~${look.value('waitForecastSeconds')} (${look.interval('waitForecastSeconds')})${promise}`;
}
