import { getTimeZone, rangeUtil, type TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { RidgelineDataSource } from '../../datasource/index.ts';
import { askedDataSource, ownDataSources, type OwnSettings } from './own-data-sources.ts';
import { DEFAULT_RANGE, rangeOf } from './time-range.ts';
import { useDataSource } from './use-data-source.ts';

/** What every page knows: all of it stands in the address, so that it can be sent to others. */
export interface PageState {
  readonly search: URLSearchParams;
  /** Changes to what the address says, or to another search. */
  readonly setSearch: (changes: Readonly<Record<string, string | undefined>>, from?: URLSearchParams) => void;
  readonly dataSources: readonly OwnSettings[];
  readonly settings: OwnSettings | undefined;
  /** The data source that is asked for by name and not there. */
  readonly missing: string | undefined;
  readonly dataSource: RidgelineDataSource | undefined;
  readonly failure: string | undefined;
  readonly range: TimeRange;
  readonly timeZone: TimeZone;
  /** `10s`; empty where the page is not read again by itself. */
  readonly refresh: string;
  readonly readAgain: () => void;
  /** How many requests wait for their answer: a page that is read again by itself does not cancel them. */
  readonly waiting: RefObject<number>;
}

export function usePage(): PageState {
  const [search, setParams] = useSearchParams();
  const [reading, setReading] = useState(0);
  const dataSources = useMemo(ownDataSources, []);
  const { own: settings, missing } = askedDataSource(search, dataSources);
  const { dataSource, failure } = useDataSource(settings?.uid);
  const timeZone = getTimeZone();
  const [from, to] = [search.get('from') ?? DEFAULT_RANGE.from, search.get('to') ?? DEFAULT_RANGE.to];
  // Each reading is another "now".
  const range = useMemo(() => rangeOf(from, to, timeZone), [from, to, timeZone, reading]);
  const refresh = search.get('refresh') ?? '';
  const waiting = useRef(0);
  useEffect(() => {
    const milliseconds = refresh === '' ? 0 : intervalOf(refresh);
    if (milliseconds < LEAST_REFRESH) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden && waiting.current === 0) setReading((count) => count + 1);
    }, milliseconds);
    return () => {
      clearInterval(timer);
    };
  }, [refresh]);
  return {
    search,
    setSearch: (changes, from = search) => {
      const next = new URLSearchParams(from);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      setParams(next, { replace: true });
    },
    dataSources,
    settings,
    missing,
    dataSource,
    failure,
    range,
    timeZone,
    refresh,
    readAgain: () => {
      setReading((count) => count + 1);
    },
    waiting,
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
