import { ask } from './ask.ts';
import { decodeSeries } from './decode.ts';
import type { DiscoverOptions } from './discover.ts';
import { aggregate, firstOf, selector, timeOf } from './expression.ts';
import type { Transport } from './transport.ts';

/** Engines that came late, or were missed now and then, have fewer samples in all, but not in their best minute. */
const PROBES = [
  { over: (series: string) => `max_over_time(count_over_time(${series}[1m])[10m:30s])`, probeSeconds: 60, least: 4 },
  { over: (series: string) => `count_over_time(${series}[10m])`, probeSeconds: 600, least: 2 },
  { over: (series: string) => `count_over_time(${series}[1h])`, probeSeconds: 3600, least: 2 },
] as const;

/** The interval of the job that is scraped least often, from how many samples the busiest series of each job has. */
export async function scrapeInterval(
  transport: Transport,
  anchors: readonly string[],
  { matchers, endAtSeconds, signal }: DiscoverOptions,
): Promise<{ readonly data: number | undefined; readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  for (const { over, probeSeconds, least } of PROBES) {
    const query = firstOf(anchors, (name) => aggregate('max', ['job'], over(selector(name, matchers))));
    const answer = await ask(
      transport,
      { path: 'query', parameters: { query, time: timeOf(endAtSeconds) }, signal },
      decodeSeries,
    );
    warnings.push(...answer.warnings);
    const counts = answer.data.flatMap(({ values }) => values);
    if (counts.length > 0 && Math.min(...counts) >= least) {
      return { data: intervalBehind(probeSeconds, Math.min(...counts)), warnings };
    }
  }
  return { data: undefined, warnings };
}

/** Intervals that people choose, the roundest first. */
const ROUND_SECONDS = [60, 30, 15, 10, 5, 1];

/** With n samples in T seconds the interval lies between T/(n+1) and T/(n−1): the roundest number there, else T/n. */
function intervalBehind(probeSeconds: number, samples: number): number {
  const [least, most] = [probeSeconds / (samples + 1), probeSeconds / (samples - 1)];
  for (const round of ROUND_SECONDS) {
    const multiple = Math.ceil(least / round) * round;
    if (multiple <= most) return multiple;
  }
  return probeSeconds / samples;
}
