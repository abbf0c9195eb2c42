import { ENGINE, type Scope } from '../level.ts';
import { divided, gauge, rate } from '../promql.ts';
import { recordName } from '../record-name.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';
import { spanOf } from '../span.ts';

// After a burst on an idle engine a long window holds mostly idle time, and the forecast would be too high by that factor.
const FORECAST_SHARE_OF_WINDOW = 1 / 5;

/** The scope that the wait forecast looks back over: 1m where the window is 5m. */
export const forecastScope = ({ level, window }: Scope): Scope => ({
  level,
  window: spanOf(window.seconds * FORECAST_SHARE_OF_WINDOW),
});

/** How many are where, and how long the queue is in time; mirrors analysis/queueing. */
export function queueing(scope: Scope): RecordingRule[] {
  const average = (id: 'requestsRunning' | 'requestsWaiting'): string => recordName(scope, id, 'avg');
  return [
    recorded(
      scope,
      ['requestsRunning', 'avg'],
      gauge(scope, 'requestsRunning', 'avg_over_time'),
      'Gauges are known only at the scrapes: averages and the largest samples.',
    ),
    recorded(scope, ['requestsWaiting', 'avg'], gauge(scope, 'requestsWaiting', 'avg_over_time')),
    recorded(scope, ['requestsInSystem', 'avg'], `${average('requestsRunning')} + ${average('requestsWaiting')}`),
    ...(scope.level === ENGINE
      ? [
          recorded(scope, ['requestsRunningMax', 'max'], gauge(scope, 'requestsRunning', 'max_over_time')),
          recorded(scope, ['requestsWaitingMax', 'max'], gauge(scope, 'requestsWaiting', 'max_over_time')),
        ]
      : []),
    ...occupancy(scope),
    recorded(
      forecastScope(scope),
      ['waitForecastSeconds', 'ratio'],
      waitForecast(forecastScope(scope)),
      'What a request arriving now will wait: waiting now ÷ rate of first tokens, over a fifth of the window.',
    ),
    recorded(
      scope,
      ['preemptionsPerSecond', 'rate'],
      rate(scope, 'preemptions'),
      'Counted when the preempted request next emits a token, so late.',
    ),
  ];
}

/** L = λW with λW = (n/T)·(Σ/n), so that it is the rate of the sum of the time histogram. */
function occupancy(scope: Scope): RecordingRule[] {
  const spent = (meaning: Parameters<typeof rate>[1]): string => rate(scope, meaning, { part: 'sum' });
  return [
    recorded(
      scope,
      ['littleDecodingRequests', 'rate'],
      spent('itlSeconds'),
      "Little's law: seconds spent in a place per second are the requests in it. Decoding is live, at most a step late;",
    ),
    recorded(scope, ['littleFirstTokenRequests', 'rate'], spent('ttftSeconds'), 'observed at the first token;'),
    recorded(
      scope,
      ['littleQueuedRequests', 'rate'],
      spent('queueSeconds'),
      'observed when a request finishes, so these three lag behind a queue that grows or drains.',
    ),
    recorded(scope, ['littleRunningRequests', 'rate'], spent('inferenceSeconds')),
    recorded(scope, ['littleSystemRequests', 'rate'], spent('e2eSeconds')),
  ];
}

/** Nobody waits: 0, whether or not anyone was admitted. Requests wait and none is admitted: no sample. */
function waitForecast(scope: Scope): string {
  const waiting = gauge(scope, 'requestsWaiting');
  return `${divided(waiting, rate(scope, 'ttftSeconds', { part: 'count' }))}\nor\n${waiting} == 0`;
}
