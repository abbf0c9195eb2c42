import { aggregate, duration, firstOf, selector } from './expression.ts';
import type { QueryContext, WindowQuery } from './query-context.ts';

/** Over days not each scrape is looked at: a server would have to join two gauges that often for every engine. */
const MOST_LOOKS = 400;

/**
 * What takes two gauges of the same scrape: the extremes of their sum, and the evidence for a cap on running requests. The
 * inner step is the scrape interval, so that each scrape is looked at once.
 */
export function jointQueries({
  names,
  grouping,
  matchers,
  windowSeconds,
  intervalSeconds,
}: QueryContext): WindowQuery[] {
  const [running, waiting] = (['requestsRunning', 'requestsWaiting'] as const).map((gauge) => {
    const found = names(gauge, 'value');
    return found.length === 0
      ? undefined
      : `(${firstOf(found, (name) => aggregate('max', grouping.engine, selector(name, matchers)))})`;
  });
  if (running === undefined || waiting === undefined) return [];
  const step = Math.max(intervalSeconds, windowSeconds / MOST_LOOKS);
  const over = `[${duration(windowSeconds)}:${duration(step)}]`;
  const inSystem = `(${running} + ${waiting})${over}`;
  const runningWithQueue = `(${running} and ${waiting} > 0)${over}`;
  return [
    {
      role: { kind: 'gauge', gauge: 'requestsInSystem', statistic: 'minimum' },
      expression: `min_over_time(${inSystem})`,
    },
    {
      role: { kind: 'gauge', gauge: 'requestsInSystem', statistic: 'maximum' },
      expression: `max_over_time(${inSystem})`,
    },
    {
      role: { kind: 'plateau', statistic: 'samplesWaiting' },
      expression: `count_over_time(${runningWithQueue})`,
    },
    { role: { kind: 'plateau', statistic: 'maximumRunning' }, expression: `max_over_time(${runningWithQueue})` },
    {
      role: { kind: 'plateau', statistic: 'medianRunning' },
      expression: `quantile_over_time(0.5, ${runningWithQueue})`,
    },
  ];
}
