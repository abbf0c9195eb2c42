import type { BackendSrv, FetchError } from '@grafana/runtime';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { overHttp, type PromQl } from '../../../sources/prometheus-api/index.ts';

/** A label's values can only be read; everything else is posted, since queries outgrow what URLs may hold. */
const isRead = (path: string): boolean => path.startsWith('label/');

let requests = 0;

/** The Prometheus at the URL of this data source, through Grafana's proxy, which knows its credentials. */
export function proxied(backend: Pick<BackendSrv, 'fetch'>, proxyUrl: string, name: string): PromQl {
  return overHttp({
    name,
    async send({ path, parameters, signal }) {
      const url = `${proxyUrl}/api/v1/${path}`;
      const form = new URLSearchParams(parameters).toString();
      const fetched = backend.fetch<string>({
        ...(isRead(path)
          ? { url: `${url}?${form}`, method: 'GET' }
          : { url, method: 'POST', data: form, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
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
  });
}

/** An answer with another status than 200; not what the runtime exports, so that this runs without a browser. */
const isFetchError = (error: unknown): error is FetchError<unknown> =>
  typeof error === 'object' && error !== null && 'status' in error && 'data' in error;
