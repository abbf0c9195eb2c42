import type { Scrape } from '../../contracts/scrapes.ts';
import { replayed } from './replayed.ts';

/**
 * Recordings hold two to four minutes at a scrape a second; alerts look back over five, at a scrape every 15. So time runs
 * at a fifth: every rate is a fifth of the recorded one, while gauges, shares and ratios stay what they were.
 */
const SPEED = 0.2;
export const EVERY_SECONDS = 5;

export const slowly = (name: string): Scrape[] =>
  replayed(name, { speed: SPEED, everySeconds: EVERY_SECONDS, startAtSeconds: 0 });

/** The same page again and again for that long, as an engine shows that idles or hangs. */
export function held(scrapes: readonly Scrape[], index: number, forSeconds: number): Scrape[] {
  const page = scrapes.at(index);
  if (!page) throw new Error(`there is no scrape ${index}`);
  return Array.from({ length: forSeconds / EVERY_SECONDS }, () => page);
}

/** The first scrape whose page shows that many running. */
export const withRunning = (scrapes: readonly Scrape[], running: number): number =>
  scrapes.findIndex(({ body }) => new RegExp(`^vllm:num_requests_running\\{.*\\} ${running}\\.0$`, 'm').test(body));

/** Sets every sample of a metric, or of its series with this text in the labels. */
export const setting =
  (name: string, value: number | ((i: number) => number), label = '') =>
  (scrape: Scrape, i: number): Scrape => ({
    ...scrape,
    body: scrape.body.replace(
      new RegExp(`^(vllm:${name}\\{[^}]*${label}[^}]*\\}) \\S+$`, 'gm'),
      `$1 ${typeof value === 'number' ? value : value(i)}`,
    ),
  });

export const without =
  (line: RegExp) =>
  (scrape: Scrape): Scrape => ({ ...scrape, body: scrape.body.replace(line, '') });

/** An engine made of nothing but these series, in the notation of promtool. */
export const engine = (instance: string, samples: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...samples, up: samples['up'] ?? '1x2000', request_success_total: '0+30x2000' }).map(
      ([metric, values]) => {
        const [name = '', label = ''] = metric.split('|');
        const labels = `${label && `${label},`}instance="${instance}",job="vllm"`;
        return [name === 'up' ? `up{${labels}}` : `vllm:${name}{engine="0",model_name="m",${labels}}`, values];
      },
    ),
  );
