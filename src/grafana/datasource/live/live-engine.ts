import { exhaustMap, from, map, shareReplay, timer, type Observable } from 'rxjs';
import type { Layout } from '../../../metrics/exposition/index.ts';
import type { Snapshot } from '../../../metrics/window/index.ts';
import { createObserver, readPage } from '../../../sources/in-browser/index.ts';
import type { Observation } from '../../../sources/prometheus-api/index.ts';
import { messageOf } from '../../query/index.ts';

/** What has been seen of an engine since somebody began to look. */
export interface Live {
  /** Since then, but no longer than is kept. */
  readonly whole: Observation;
  /** At each page, looking back a little. */
  readonly steps: readonly Observation[];
  /** Why the last page could not be read. */
  readonly failure: string | undefined;
  readonly pages: number;
}

export interface LiveOptions {
  readonly target: string;
  readonly everySeconds: number;
  readonly fetchPage: () => Promise<string>;
  readonly nowSeconds: () => number;
}

/** As long as wait forecasts want; see README, "How long a window is enough". */
const WINDOW_SECONDS = 15;
const KEPT_SECONDS = 3600;
const MOST_STEPS = 1000;

/** Pages of one engine as long as anybody looks; all who look share them. The first page has nothing to compare with. */
export function liveEngine({ target, everySeconds, fetchPage, nowSeconds }: LiveOptions): Observable<Live> {
  const all = createObserver(KEPT_SECONDS);
  const recent = createObserver(Math.max(WINDOW_SECONDS, 4 * everySeconds));
  const steps: Observation[] = [];
  let layout: Layout | undefined;
  let pages = 0;

  const scrape = async (): Promise<Snapshot> => {
    const startAtSeconds = nowSeconds();
    const moment = () => ({
      target,
      atSeconds: (startAtSeconds + nowSeconds()) / 2,
      scrapeSeconds: nowSeconds() - startAtSeconds,
    });
    try {
      const reading = readPage(await fetchPage(), { previous: layout });
      if ('page' in reading) layout = reading.page.layout;
      return { ...moment(), ...reading };
    } catch (error) {
      return { ...moment(), failure: { code: 'unreachable', message: messageOf(error) } };
    }
  };

  const seen = (snapshot: Snapshot): Live => {
    all.add(snapshot);
    recent.add(snapshot);
    if ('page' in snapshot) pages++;
    const step = recent.observation();
    if (pages > 1 && step.windows.length > 0) steps.push(step);
    if (steps.length > MOST_STEPS) steps.shift();
    const failure = 'failure' in snapshot ? snapshot.failure.message : undefined;
    return { whole: all.observation(), steps: [...steps], failure, pages };
  };

  return timer(0, everySeconds * 1e3).pipe(
    exhaustMap(() => from(scrape())),
    map(seen),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
}
