import { CoreApp, dateTime, getTimeZone, LoadingState, type DataFrame, type TimeRange } from '@grafana/data';
import { useCallback, useEffect, useState } from 'react';
import { messageOf, type RidgelineQuery } from '../../query/index.ts';
import type { PageState } from './use-page.ts';

export interface Answers {
  readonly isLoading: boolean;
  /** Of the query with this refId, nothing before the first answer; another function only when other frames came. */
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
  { dataSource, range, waiting }: Pick<PageState, 'dataSource' | 'range' | 'waiting'>,
  queries: readonly RidgelineQuery[],
): Answers {
  const [answered, setAnswered] = useState<Answered>();
  const [pending, setPending] = useState<TimeRange>();
  const asked = JSON.stringify(queries);
  const key = `${dataSource?.uid ?? ''} ${asked}`;
  useEffect(() => {
    const targets = JSON.parse(asked) as RidgelineQuery[];
    if (!dataSource || targets.length === 0) return undefined;
    setPending(range);
    waiting.current += 1;
    let isWaiting = true;
    const leave = (): void => {
      if (isWaiting) waiting.current -= 1;
      isWaiting = false;
    };
    const settle = (): void => {
      setPending(undefined);
      leave();
    };
    const fail = (error: unknown): void => {
      setAnswered({ key, frames: [], errors: [messageOf(error)] });
      settle();
    };
    const answering = dataSource.query(requestOf(targets, range)).subscribe({
      next: ({ data, errors = [], state }) => {
        const messages = errors.map(({ message }) => message ?? 'The data source failed without a word.');
        setAnswered({ key, frames: data as DataFrame[], errors: [...new Set(messages)] });
        if (state !== LoadingState.Loading) settle();
      },
      error: fail,
      complete: settle,
    });
    return () => {
      answering.unsubscribe();
      leave();
    };
  }, [dataSource, asked, key, range, waiting]);
  const { frames, errors } = answered?.key === key ? answered : NOTHING;
  const framesOf = useCallback((refId: string) => frames.filter((frame) => frame.refId === refId), [frames]);
  const isLoading = queriesWait(asked) && (pending !== undefined || answered?.key !== key);
  return { isLoading, framesOf, errors };
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
