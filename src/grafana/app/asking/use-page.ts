import { getTimeZone, rangeUtil, type TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { RidgelineDataSource } from '../../datasource/index.ts';
import { ownDataSources, type OwnSettings } from './own-data-sources.ts';
import { askedDataSource } from './page-address.ts';
import { DEFAULT_RANGE, rangeOf } from './time-range.ts';
import { useDataSource } from './use-data-source.ts';

/** What every page knows: all of it stands in the address, so that it can be sent to others. */
export interface PageState {
  readonly search: URLSearchParams;
  readonly setSearch: (changes: Readonly<Record<string, string | undefined>>) => void;
  readonly dataSources: readonly OwnSettings[];
  readonly settings: OwnSettings | undefined;
  readonly dataSource: RidgelineDataSource | undefined;
  readonly failure: string | undefined;
  readonly range: TimeRange;
  readonly timeZone: TimeZone;
  /** `10s`; empty where the page is not read again by itself. */
  readonly refresh: string;
  readonly readAgain: () => void;
}

export function usePage(): PageState {
  const [search, setParams] = useSearchParams();
  const [reading, setReading] = useState(0);
  const dataSources = useMemo(ownDataSources, []);
  const wanted = askedDataSource(search);
  const settings = dataSources.find(({ uid, name }) => uid === wanted || name === wanted) ?? dataSources[0];
  const { dataSource, failure } = useDataSource(settings?.uid);
  const timeZone = getTimeZone();
  const [from, to] = [search.get('from') ?? DEFAULT_RANGE.from, search.get('to') ?? DEFAULT_RANGE.to];
  // Each reading is another "now".
  const range = useMemo(() => rangeOf(from, to, timeZone), [from, to, timeZone, reading]);
  const refresh = search.get('refresh') ?? '';
  useEffect(() => {
    const milliseconds = refresh === '' ? 0 : intervalOf(refresh);
    if (milliseconds < LEAST_REFRESH) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) setReading((count) => count + 1);
    }, milliseconds);
    return () => {
      clearInterval(timer);
    };
  }, [refresh]);
  return {
    search,
    setSearch: (changes) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      setParams(next, { replace: true });
    },
    dataSources,
    settings,
    dataSource,
    failure,
    range,
    timeZone,
    refresh,
    readAgain: () => {
      setReading((count) => count + 1);
    },
  };
}

/** Milliseconds. */
const LEAST_REFRESH = 1000;

function intervalOf(text: string): number {
  try {
    return rangeUtil.intervalToMs(text);
  } catch {
    return 0;
  }
}
