import type { Clock } from '../../../src/sources/index.ts';
import type { ApiAnswer, ApiRequest, Transport } from '../../../src/sources/prometheus-api/index.ts';

/** What a server says, whatever the question; the requests are kept. */
export interface Prepared extends Transport {
  readonly requests: ApiRequest[];
}

export type Answering = (request: ApiRequest, number: number) => Partial<ApiAnswer> | Promise<Partial<ApiAnswer>>;

/** A server of which only its answers are there. */
export function prepared(answer: Answering): Prepared {
  const requests: ApiRequest[] = [];
  return {
    name: 'http://prometheus:9090/',
    requests,
    async send(request) {
      requests.push(request);
      return { status: 200, contentType: 'application/json', body: '', ...(await answer(request, requests.length)) };
    },
  };
}

/** An answer of the API that went well. */
export const success = (data: unknown, beside: object = {}): Pick<ApiAnswer, 'body'> => ({
  body: JSON.stringify({ status: 'success', data, ...beside }),
});

/** One value of each series. */
export const vector = (
  series: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[],
  beside: object = {},
  atSeconds = 1000,
): Pick<ApiAnswer, 'body'> =>
  success(
    { resultType: 'vector', result: series.map(([metric, value]) => ({ metric, value: [atSeconds, `${value}`] })) },
    beside,
  );

/** A clock whose sleeps are over at once; they are kept. */
export function sleepless(nowSeconds = 1000): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = nowSeconds;
  return {
    slept,
    nowSeconds: () => now,
    sleep: (seconds) => {
      slept.push(seconds);
      now += seconds;
      return Promise.resolve();
    },
  };
}
