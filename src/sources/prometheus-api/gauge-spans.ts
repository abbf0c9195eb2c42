import { divided, type GaugeSpan, type Window } from '../../metrics/window/index.ts';
import type { EngineFacts } from './engine-facts.ts';
import type { Statistic } from './role.ts';

export interface Coverage {
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly coveredSeconds: number;
}

/** The gauges of an engine over a window, from the statistics that a server gives of their samples. */
export function gaugeSpans({ gauges, samples }: EngineFacts, coverage: Coverage): Window['gauges'] {
  const spans = new Map<string, GaugeSpan>();
  for (const [name, statistics] of withSystem(gauges)) {
    const span = spanOf(statistics, samples, coverage);
    if (span) spans.set(name, span);
  }
  return spans;
}

/**
 * A server gives the mean ḡ of the n samples inside the window. With g₀, the sample before them, and gₙ, the last of them,
 * the trapezoid over equal steps is ḡ + (g₀ − gₙ) / 2n.
 */
function spanOf(
  statistics: Partial<Record<Statistic, number>>,
  samples: number,
  { startAtSeconds, endAtSeconds, coveredSeconds }: Coverage,
): GaugeSpan | undefined {
  const { average, first, last } = statistics;
  if (average === undefined) return undefined;
  // Not asked for of gauges of which only the average and the last sample matter.
  const { minimum = Math.min(average, last ?? average), maximum = Math.max(average, last ?? average) } = statistics;
  const trapezoid = first === undefined || last === undefined ? average : average + (first - last) / (2 * samples);
  const aLittle = coveredSeconds / (samples + 1);
  return {
    integral: trapezoid * coveredSeconds,
    coveredSeconds,
    minimum: Math.min(minimum, first ?? minimum),
    maximum: Math.max(maximum, first ?? maximum),
    // Where it was not there yet, or no more, the nearest that is known of it; when exactly that was nobody tells.
    first: first ?? minimum,
    firstAtSeconds: first === undefined ? startAtSeconds + aLittle : startAtSeconds,
    last: last ?? average,
    lastAtSeconds: last === undefined ? endAtSeconds - aLittle : endAtSeconds,
  };
}

/** Running and waiting together: averages and ends add up, extremes were asked for. */
function withSystem(gauges: EngineFacts['gauges']): EngineFacts['gauges'] {
  const running = gauges.get(divided('requestsRunning'));
  const waiting = gauges.get(divided('requestsWaiting'));
  if (!running || !waiting) return gauges;
  const sum = (statistic: Statistic): Partial<Record<Statistic, number>> => {
    const [left, right] = [running[statistic], waiting[statistic]];
    return left === undefined || right === undefined ? {} : { [statistic]: left + right };
  };
  const both = { ...gauges.get('requestsInSystem'), ...sum('average'), ...sum('first'), ...sum('last') };
  return new Map(gauges).set('requestsInSystem', both);
}
