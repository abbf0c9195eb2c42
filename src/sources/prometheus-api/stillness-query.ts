import { LONGEST_STEP_SECONDS } from '../../analysis/index.ts';
import { aggregate, duration, firstOf, selector } from './expression.ts';
import type { QueryContext, WindowQuery } from './query-context.ts';
import { LEAST_INTERVALS } from './scrape-intervals.ts';

/** Whether steps still came at the end of a window that is longer; only where somebody asks how many requests are in the engine. */
export function stillnessQuery({
  names,
  grouping,
  matchers,
  inputs,
  windowSeconds,
  intervalSeconds,
}: QueryContext): WindowQuery[] {
  const { levels, trends = [] } = inputs;
  const isAsked = (['requestsRunning', 'requestsWaiting'] as const).every((gauge) =>
    [...levels, ...trends].includes(gauge),
  );
  const lately = latelySeconds(intervalSeconds);
  const signs = [...names('iterationTokens', 'count'), ...names('generationTokens', 'value')];
  if (!isAsked || signs.length === 0 || lately >= windowSeconds) return [];
  const moves = (name: string): string =>
    aggregate('max', grouping.engine, `changes(${selector(name, matchers)}[${duration(lately)}])`);
  return [{ role: { kind: 'movedLately' }, expression: firstOf(signs, moves) }];
}

/** The shortest stretch in which an engine that works moves, and that holds enough scrapes to tell. */
export const latelySeconds = (intervalSeconds: number): number =>
  Math.max(LONGEST_STEP_SECONDS, LEAST_INTERVALS * intervalSeconds);
