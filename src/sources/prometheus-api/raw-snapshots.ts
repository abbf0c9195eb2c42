import type { Layout } from '../../metrics/exposition/index.ts';
import type { Snapshot } from '../../metrics/window/index.ts';
import { ENGINE_LABEL } from '../../metrics/catalogue/index.ts';
import type { Labels, Series } from './decode.ts';

/**
 * The scrapes of one target, put together again from the samples that a server kept of them: samples of one scrape share
 * their time to the millisecond. `up` tells of the scrapes that failed.
 */
export function rawSnapshots(target: string, series: readonly Series[], up: readonly Series[]): Snapshot[] {
  const ownLabels = withoutConstants(series);
  const layouts = new Map<string, Layout>();
  const scrapes = scrapesOf(series);
  const pages = [...scrapes].map(([atSeconds, samples]): Snapshot => {
    const key = [...samples.keys()].join();
    const layout = layouts.get(key) ?? layoutOf([...samples.keys()].map((index) => ownLabels[index] ?? {}));
    layouts.set(key, layout);
    const page = {
      layout,
      values: Float64Array.from(samples.values()),
      timestampsSeconds: new Map<number, number>(),
      exemplars: new Map<number, never>(),
      annotations: [],
    };
    return { target, atSeconds, scrapeSeconds: 0, page };
  });
  const failures = up.flatMap(({ times, values }) =>
    times.flatMap((atSeconds, i): Snapshot[] =>
      values[i] === 0 ? [{ target, atSeconds, scrapeSeconds: 0, failure: FAILED }] : [],
    ),
  );
  return [...pages, ...failures].sort((left, right) => left.atSeconds - right.atSeconds);
}

const FAILED = {
  code: 'unreachable',
  message: 'Prometheus could not scrape it (up was 0). Is the engine down?',
} as const;

/** By time: the samples by the number of their series. */
function scrapesOf(series: readonly Series[]): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const scrapes = new Map<number, Map<number, number>>();
  series.forEach(({ times, values }, index) => {
    times.forEach((atSeconds, i) => {
      const samples = scrapes.get(atSeconds) ?? new Map<number, number>();
      scrapes.set(atSeconds, samples.set(index, values[i] ?? Number.NaN));
    });
  });
  return scrapes;
}

/** What the scraper added stands on every series alike and tells nothing apart; what is left is what the page said. */
function withoutConstants(series: readonly Series[]): Labels[] {
  const [first, ...others] = series.map(({ labels }) => labels);
  const constants = Object.entries(first ?? {}).flatMap(([name, value]) =>
    OF_THE_PAGE.includes(name) || others.some((labels) => labels[name] !== value) ? [] : [name],
  );
  return series.map(({ labels }) =>
    Object.fromEntries(Object.entries(labels).filter(([name]) => !constants.includes(name))),
  );
}

const OF_THE_PAGE: readonly string[] = ['__name__', ...Object.values(ENGINE_LABEL)];

const layoutOf = (labelSets: readonly Labels[]): Layout => ({
  dialect: 'prometheus',
  families: new Map(),
  series: labelSets.map(({ __name__: name = '', ...labels }) => ({ name, labels })),
});
