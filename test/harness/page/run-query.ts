/* eslint-disable @typescript-eslint/no-deprecated -- this is Grafana's side, which still gives what is deprecated */
import {
  LoadingState,
  toDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { isObservable, lastValueFrom } from 'rxjs';
import { OWN_UID } from './own-uid.ts';
import type { Ask, PlainError } from './page-api.ts';
import { queryRequest } from './query-request.ts';

export interface Answer {
  readonly state: LoadingState;
  readonly frames: DataFrame[];
  readonly errors: readonly PlainError[];
}

/** A data source's whole answer; what it throws is an error of it, as in a panel. */
export async function answerOf(uid: string, request: DataQueryRequest): Promise<Answer> {
  try {
    const dataSource = await getDataSourceSrv().get(uid);
    const targets = request.targets.filter((each) => dataSource.filterQuery?.(each) ?? true);
    const answering = dataSource.query({ ...request, targets });
    return settled(await (isObservable(answering) ? lastValueFrom(answering) : answering));
  } catch (error) {
    return { state: LoadingState.Error, frames: [], errors: [{ refId: undefined, message: String(error) }] };
  }
}

export const runQuery = (ask: Ask): Promise<Answer> => answerOf(ask.uid ?? OWN_UID, queryRequest(ask));

function settled({ data, errors, error, state }: DataQueryResponse): Answer {
  const failures = errors ?? (error ? [error] : []);
  return {
    state: failures.length > 0 ? LoadingState.Error : (state ?? LoadingState.Done),
    frames: data.map((each) => toDataFrame(each)),
    errors: failures.map(({ refId, message, data: said }) => ({
      refId,
      message: message ?? said?.message ?? 'an error without a word',
    })),
  };
}
