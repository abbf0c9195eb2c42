import { dateTime, LoadingState, type DataQueryRequest, type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { of, throwError, type Observable } from 'rxjs';
import { vi } from 'vitest';
import { settingsOf } from '../../../src/grafana/datasource/core.ts';
import { framesOf } from '../../../src/grafana/datasource/reading/frames-of.ts';
import { measuresOf } from '../../../src/grafana/datasource/reading/measures-of-kind.ts';
import type { RidgelineOptions, RidgelineQuery } from '../../../src/grafana/query/index.ts';
import type { Observation } from '../../../src/sources/prometheus-api/index.ts';
import { scrapesOf, windowsOf, type Scrape } from '../../contracts/scrapes.ts';

export const DECLARED = {
  deployments: [{ model: 'Qwen/Qwen2.5-0.5B', hardware: { gpu: 'l4' }, engine: { maxNumSeqs: 16 } }],
  objectives: [{ ttftSeconds: 0.3, tpotSeconds: 0.03 }],
};

const STEP_SECONDS = 30;

const observationOf = (scrapes: readonly Scrape[]): Observation => {
  const windows = windowsOf(scrapes);
  return {
    windows,
    startAtSeconds: Math.min(...windows.map(({ startAtSeconds }) => startAtSeconds)),
    endAtSeconds: Math.max(...windows.map(({ endAtSeconds }) => endAtSeconds)),
    samples: scrapes.length,
    errors: [],
  } as unknown as Observation;
};

/** Some recordings as one fleet, as if they had been made at the same time. */
function recorded(names: readonly string[]): { readonly whole: Observation; readonly steps: readonly Observation[] } {
  const all = names.map((name) => {
    const scrapes = scrapesOf(name, 0, 150);
    const [{ t: start } = { t: 0 }] = scrapes;
    return scrapes.map((scrape) => ({ ...scrape, t: 1_700_000_000 + scrape.t - start }));
  });
  const between = (from: number, to: number): Scrape[] =>
    all.flat().filter(({ t }) => t - 1_700_000_000 >= from && t - 1_700_000_000 <= to);
  const steps = Array.from({ length: 5 }, (_, i) => observationOf(between(i * STEP_SECONDS, (i + 1) * STEP_SECONDS)));
  return { whole: observationOf(between(0, 150)), steps };
}

export interface Fake {
  readonly uid: string;
  readonly name: string;
  readonly query: ReturnType<typeof vi.fn<(request: DataQueryRequest<RidgelineQuery>) => Observable<unknown>>>;
  readonly testDatasource: () => Promise<{ readonly status: string; readonly message: string }>;
}

interface FakeOptions {
  readonly declared?: object;
  /** Of queries with this refId. */
  readonly failures?: Readonly<Record<string, string>>;
  readonly test?: { readonly status: string; readonly message: string };
}

/** Answers as the real one does, from recordings instead of a Prometheus. */
export function recordedSource(names: readonly string[], options: FakeOptions = {}): Fake {
  const {
    declared = DECLARED,
    failures = {},
    test = { status: 'success', message: '2 engines of 1 model.' },
  } = options;
  const settings = settingsOf(declared);
  const { whole, steps } = names.length > 0 ? recorded(names) : { whole: undefined, steps: [] };
  const answer = (query: RidgelineQuery) =>
    failures[query.refId] !== undefined || !whole
      ? []
      : framesOf(query, {
          ...{ source: 'recordings', whole, steps, judged: steps, settings, wanted: measuresOf(query, settings) },
          formatTime: (seconds) => dateTime(seconds * 1e3).toISOString(),
        }).map((frame) => ({ ...frame, refId: query.refId }));
  return {
    uid: 'own',
    name: 'Ridgeline',
    query: vi.fn(({ targets }) => {
      const errors = targets.flatMap(({ refId }) => {
        const message = failures[refId] ?? failures['*'];
        return message === undefined ? [] : [{ refId, message }];
      });
      return of({ data: failures['*'] === undefined ? targets.flatMap(answer) : [], errors, state: LoadingState.Done });
    }),
    testDatasource: () => Promise.resolve(test),
  };
}

export const silentSource = (): Fake => ({
  ...recordedSource([]),
  query: vi.fn(() => throwError(() => new Error('it broke'))),
});

/** Grafana has these: ours, and whatever else. */
export function haveSources(
  own: Fake | Error | undefined,
  { declared = DECLARED, prometheus = ['Prometheus'] }: { declared?: object; prometheus?: readonly string[] } = {},
): void {
  const all = [
    ...(own === undefined
      ? []
      : [{ uid: 'own', name: 'Ridgeline', type: 'ridgeline-vllm-datasource', jsonData: { settings: declared } }]),
    ...prometheus.map((name) => ({ uid: name.toLowerCase(), name, type: 'prometheus', jsonData: {} })),
  ] as unknown as DataSourceInstanceSettings<RidgelineOptions>[];
  setDataSourceSrv({
    getList: ({ type }: { type?: string } = {}) => all.filter((each) => type === undefined || each.type === type),
    get: () => (own instanceof Error ? Promise.reject(own) : Promise.resolve(own)),
    getInstanceSettings: ({ uid }: { uid: string }) => all.find((each) => each.uid === uid),
    reload: () => Promise.resolve(),
  } as never);
}
