import type { BackendSrv, FetchError } from '@grafana/runtime';
import { firstValueFrom, fromEvent, takeUntil, timer } from 'rxjs';
import { overHttp, retrying, type PromQl, type Transport } from '../../../sources/prometheus-api/index.ts';

let requests = 0;

/** The Prometheus at the URL of this data source, through Grafana's proxy, which knows its credentials. */
export function proxied(backend: Pick<BackendSrv, 'fetch'>, proxyUrl: string, name: string): PromQl {
  const transport: Transport = {
    name,
    async send({ path, parameters, signal }) {
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
async function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  const end = timer(seconds * 1e3);
  await firstValueFrom(signal ? end.pipe(takeUntil(fromEvent(signal, 'abort'))) : end, { defaultValue: 0 });
}

/** An answer with another status than 200; not what the runtime exports, so that this runs without a browser. */
const isFetchError = (error: unknown): error is FetchError<unknown> =>
  typeof error === 'object' && error !== null && 'status' in error && 'data' in error;
