import { alignedDown, stepSecondsOf } from './ds-query-step.ts';
import { promFrames, type PromResult } from './prom-frames.ts';

export interface BackendQuery {
  readonly refId: string;
  readonly expr?: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly interval?: string;
  readonly intervalMs?: number;
  readonly maxDataPoints?: number;
  readonly legendFormat?: string;
  readonly datasource?: { readonly type?: string; readonly uid?: string };
}

export interface BackendRequest {
  readonly queries: readonly BackendQuery[];
  readonly from: string;
  readonly to: string;
}

/** How many queries Grafana's backend has underway at once where its configuration does not say: pkg/promlib/querydata/request.go. */
const AT_ONCE = 10;

/** What Grafana's backend answers to /api/ds/query for a Prometheus, and with which status. */
export async function dsQuery(prometheusUrl: string, { queries, from, to }: BackendRequest) {
  const [fromSeconds, toSeconds] = [Number(from) / 1e3, Number(to) / 1e3];
  const results: [refId: string, result: { readonly status: number }][] = [];
  const left = [...queries];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let query = left.shift(); query; query = left.shift()) {
        results.push([query.refId, await answered(prometheusUrl, query, fromSeconds, toSeconds)]);
      }
    }),
  );
  const failed = results.some(([, { status }]) => status !== 200);
  return { status: failed ? 400 : 200, body: { results: Object.fromEntries(results) } };
}

async function answered(url: string, query: BackendQuery, fromSeconds: number, toSeconds: number) {
  const { refId, expr = '', instant = false, legendFormat = '' } = query;
  const stepSeconds = stepSecondsOf(query, fromSeconds, toSeconds);
  const parameters = instant
    ? { query: expr, time: String(toSeconds) }
    : {
        query: expr,
        start: String(alignedDown(fromSeconds, stepSeconds)),
        end: String(alignedDown(toSeconds, stepSeconds)),
        step: String(stepSeconds),
      };
  try {
    const response = await fetch(`${url}/api/v1/query${instant ? '' : '_range'}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const answer = (await response.json()) as PromResult;
    if (answer.status !== 'success') {
      const status = answer.errorType === 'bad_data' ? 400 : response.status;
      return {
        status,
        error: `${answer.errorType ?? 'error'}: ${answer.error ?? ''}`,
        errorSource: 'downstream',
        refId,
      };
    }
    return { status: 200, frames: promFrames(answer, { refId, expr, stepSeconds, instant, legendFormat }) };
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { status: 500, error: `Post "${url}/api/v1/query": dial tcp: ${reason}`, errorSource: 'downstream', refId };
  }
}
