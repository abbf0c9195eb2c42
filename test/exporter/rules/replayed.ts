import { scrapesOf, type Scrape } from '../../contracts/scrapes.ts';

export interface Replayed {
  /** The instance; the recording's name unless given. */
  readonly target?: string;
  readonly startAtSeconds?: number;
  /** How fast its time runs: 0.2 makes a minute of five. */
  readonly speed?: number;
  readonly everySeconds?: number;
}

/**
 * What a Prometheus would have scraped from `ridgeline replay` of a recording: at even times, the page whose time had come.
 * The recorder waited for slow answers, so its own scrapes are less frequent when the engine is busy, and a mean of samples
 * would be biased; Prometheus does not wait.
 */
export function replayed(name: string, options: Replayed = {}): Scrape[] {
  const { target = name, speed = 1, everySeconds = 1 } = options;
  const recorded = scrapesOf(name);
  const [first, last] = [recorded[0], recorded.at(-1)];
  if (!first || !last) throw new Error(`${name} is empty`);
  const startAtSeconds = options.startAtSeconds ?? Math.round(first.t);
  const count = Math.floor((last.t - first.t) / speed / everySeconds) + 2;
  let next = 0;
  return Array.from({ length: count }, (_, i) => {
    const recordedAtSeconds = first.t + i * everySeconds * speed;
    while ((recorded[next + 1]?.t ?? Number.POSITIVE_INFINITY) <= recordedAtSeconds) next++;
    const { status, body } = recorded[next] ?? first;
    return { target, t: startAtSeconds + i * everySeconds, dur: 0, status, body };
  });
}
