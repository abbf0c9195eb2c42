import type { BackendSrv, FetchError } from '@grafana/runtime';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { overHttp, retrying, type PromQl } from '../../../sources/prometheus-api/index.ts';

let requests = 0;

/** The Prometheus at the URL of this data source, through Grafana's proxy, which knows its credentials. */
export function proxied(backend: Pick<BackendSrv, 'fetch'>, proxyUrl: string, name: string): PromQl {
  const transport = {
    name,
    async send({ path, parameters, signal }: Parameters<Parameters<typeof retrying>[0]['send']>[0]) {
      signal?.throwIfAborted();
      // Posted, since queries outgrow what URLs may hold.
      const fetched = backend.fetch<string>({
        url: `${proxyUrl}/api/v1/${path}`,
        method: 'POST',
        data: new URLSearchParams(parameters).toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        responseType: 'text',
        requestId: `ridgeline-proxied-${++requests}`,
        showErrorAlert: false,
      });
      try {
        const { status, data, headers } = await firstValueFrom(
          signal ? fetched.pipe(takeUntil(fromEvent(signal, 'abort'))) : fetched,
        );
        return { status, contentType: headers.get('Content-Type') ?? '', body: data };
      } catch (error) {
        signal?.throwIfAborted();
        if (!isFetchError(error)) throw error;
        const body: unknown = error.data;
        return { status: error.status, contentType: '', body: typeof body === 'string' ? body : JSON.stringify(body) };
      }
    },
  };
  return overHttp(retrying(transport, { sleep }));
}

/** Ends early, and in peace, when nobody waits any more. */
const sleep = (seconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1e3);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** An answer with another status than 200; not what the runtime exports, so that this runs without a browser. */
const isFetchError = (error: unknown): error is FetchError<unknown> =>
  typeof error === 'object' && error !== null && 'status' in error && 'data' in error;
