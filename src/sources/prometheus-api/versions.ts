import { inferVersion, recognise, type VersionRange } from '../../metrics/catalogue/index.ts';
import type { Labels, Series } from './decode.ts';
import type { Discovery } from './discover.ts';
import { aggregate, braces, duration } from './expression.ts';
import { keyOf } from './grouping.ts';
import type { Matcher } from './matcher.ts';
import type { PromQl } from './promql.ts';

/** The answer is a line per engine and metric; for more engines than this it would outweigh all others. */
const MOST_ENGINES = 50;

export interface VersionsRequest {
  readonly discovery: Discovery;
  readonly matchers: readonly Matcher[];
  readonly atSeconds: number;
  readonly windowSeconds: number;
  readonly withoutVersions?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Which vLLM each engine may be, by the names it shows. Unknown for all engines of a large fleet. */
export async function askVersions(
  server: PromQl,
  { discovery, matchers, atSeconds, windowSeconds, withoutVersions = false, signal }: VersionsRequest,
): Promise<(engine: Labels) => VersionRange | null> {
  const { engines, grouping, present } = discovery;
  if (withoutVersions || engines.length > MOST_ENGINES) return () => null;
  // One name of each metric is enough; the buckets are by far the most series.
  const telling = present.filter((name) => recognise(name) && !/_(bucket|sum|created)$/.test(name));
  const named: Matcher = { label: '__name__', operator: '=~', value: telling.join('|') };
  const series = `last_over_time(${braces([named, ...matchers])}[${duration(windowSeconds)}])`;
  const query = aggregate('max', ['__name__', ...grouping.engine], series);
  let shows: readonly Series[] = [];
  const instants = { firstSeconds: atSeconds, stepSeconds: windowSeconds, count: 1 };
  await server.queryAll({ expressions: [query], instants, signal }, ({ data }) => (shows = data));
  const shown = new Map<string, string[]>();
  for (const { labels } of shows) {
    const key = keyOf(labels, grouping.engine);
    const names = shown.get(key) ?? [];
    names.push(labels['__name__'] ?? '');
    shown.set(key, names);
  }
  return (engine) => inferVersion(shown.get(keyOf(engine, grouping.engine)) ?? []);
}
