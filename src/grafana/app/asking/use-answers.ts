import { CoreApp, dateTime, getTimeZone, LoadingState, type DataFrame, type TimeRange } from '@grafana/data';
import { useEffect, useMemo, useState } from 'react';
import type { RidgelineDataSource } from '../../datasource/index.ts';
import type { RidgelineQuery } from '../../query/index.ts';

export interface Answers {
  readonly isLoading: boolean;
  /** Of the query with this refId, nothing before the first answer. */
  readonly framesOf: (refId: string) => readonly DataFrame[];
  /** What failed, each once. */
  readonly errors: readonly string[];
}

interface Answered {
  readonly key: string;
  readonly frames: readonly DataFrame[];
  readonly errors: readonly string[];
}

const NOTHING: Omit<Answered, 'key'> = { frames: [], errors: [] };

/** As many as a small chart shows. */
const MOST_POINTS = 60;

let requests = 0;

/**
 * The answers to all queries of a page, asked in one request, so that the data source reads them together. What was answered
 * before stays while the same is asked of a later range; whoever leaves or asks otherwise cancels.
 */
export function useAnswers(
  dataSource: RidgelineDataSource | undefined,
  queries: readonly RidgelineQuery[],
  range: TimeRange,
): Answers {
  const [answered, setAnswered] = useState<Answered>();
  const [pending, setPending] = useState<TimeRange>();
  const asked = JSON.stringify(queries);
  const key = `${dataSource?.uid ?? ''} ${asked}`;
  useEffect(() => {
    const targets = JSON.parse(asked) as RidgelineQuery[];
    if (!dataSource || targets.length === 0) return undefined;
    setPending(range);
    const fail = (error: unknown): void => {
      setAnswered({ key, frames: [], errors: [error instanceof Error ? error.message : String(error)] });
      setPending(undefined);
    };
    const answering = dataSource.query(requestOf(targets, range)).subscribe({
      next: ({ data, errors = [], state }) => {
        const messages = errors.map(({ message }) => message ?? 'The data source failed without a word.');
        setAnswered({ key, frames: data as DataFrame[], errors: [...new Set(messages)] });
        if (state !== LoadingState.Loading) setPending(undefined);
      },
      error: fail,
    });
    return () => {
      answering.unsubscribe();
    };
  }, [dataSource, asked, key, range]);
  const { frames, errors } = answered?.key === key ? answered : NOTHING;
  return useMemo(
    () => ({
      isLoading: queriesWait(asked) && (pending !== undefined || answered?.key !== key),
      framesOf: (refId) => frames.filter((frame) => frame.refId === refId),
      errors,
    }),
    [asked, pending, answered, key, frames, errors],
  );
}

const queriesWait = (asked: string): boolean => asked !== '[]';

function requestOf(targets: RidgelineQuery[], range: TimeRange) {
  const intervalMs = Math.max(1000, Math.ceil((range.to.valueOf() - range.from.valueOf()) / MOST_POINTS));
  return {
    app: CoreApp.Unknown,
    requestId: `ridgeline-page-${++requests}`,
    targets,
    range,
    maxDataPoints: MOST_POINTS,
    intervalMs,
    interval: `${Math.ceil(intervalMs / 1000)}s`,
    scopedVars: {},
    timezone: getTimeZone(),
    startTime: dateTime().valueOf(),
  };
}
