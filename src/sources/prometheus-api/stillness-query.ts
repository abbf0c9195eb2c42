import { LONGEST_STEP_SECONDS } from '../../analysis/index.ts';
import { PUBLISHED } from '../../metrics/window/index.ts';
import { aggregate, duration, firstOf, selector } from './expression.ts';
import type { QueryContext, WindowQuery } from './query-context.ts';
import { LEAST_INTERVALS } from './scrape-intervals.ts';

/**
 * Whether steps still came at the end of the window. Of a series nobody asks: there a step that was still throughout shows it, and
 * what travels is what a dashboard waits for. Only where somebody asks how many requests are in the engine. Scrapes that
 * are not there show nothing that moved, so with too few of them nothing is said. Gauges only say that something moved.
 */
export function stillnessQuery({
  names,
  grouping,
  matchers,
  inputs,
  isSeries,
  windowSeconds,
  intervalSeconds,
}: QueryContext): WindowQuery[] {
  const { levels, trends = [] } = inputs;
  const isAsked = (['requestsRunning', 'requestsWaiting'] as const).every((gauge) =>
    [...levels, ...trends].includes(gauge),
  );
  const signs = [...names('iterationTokens', 'count'), ...names('generationTokens', 'value')];
  if (isSeries || !isAsked || signs.length === 0) return [];
  const lately = latelySeconds(windowSeconds, intervalSeconds);
  const over = (name: string): string => `${selector(name, matchers)}[${duration(lately)}]`;
  // As many as are due, but for one that came a little late.
  const least = Math.max(2, Math.floor(lately / intervalSeconds) - 1);
  const ofEngine = (expression: string): string => aggregate('max', grouping.engine, expression);
  const counted = firstOf(signs, (name) =>
    ofEngine(`changes(${over(name)}) and count_over_time(${over(name)}) >= ${least}`),
  );
  const published = PUBLISHED.flatMap((gauge) => names(gauge, 'value'));
  return [
    { role: { kind: 'movedLately' }, expression: counted },
    ...(published.length === 0
      ? []
      : [
          {
            role: { kind: 'movedLately' } as const,
            expression: firstOf(published, (name) => `${ofEngine(`changes(${over(name)})`)} > 0`),
          },
        ]),
  ];
}

/** The shortest stretch in which an engine that works moves, and that holds enough scrapes to tell; no more than the window. */
export const latelySeconds = (windowSeconds: number, intervalSeconds: number): number =>
  Math.min(windowSeconds, Math.max(LONGEST_STEP_SECONDS, LEAST_INTERVALS * intervalSeconds));
