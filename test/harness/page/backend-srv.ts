import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';

/** As much of Grafana's as plugins use: cancels what nobody waits for any more, and what is asked anew under the same id. */
export function createBackendSrv(): BackendSrv {
  const underway = new Map<string, AbortController>();

  const fetched = <T>(options: BackendSrvRequest): Observable<FetchResponse<T>> =>
    new Observable((subscriber) => {
      const abort = new AbortController();
      const { requestId, abortSignal } = options;
      if (requestId !== undefined) {
        underway.get(requestId)?.abort();
        underway.set(requestId, abort);
      }
      abortSignal?.addEventListener('abort', () => {
        abort.abort();
      });
      send<T>(options, abort.signal).then(
        (response) => {
          subscriber.next(response);
          subscriber.complete();
        },
        (error: unknown) => {
          subscriber.error(error);
        },
      );
      return () => {
        abort.abort();
      };
    });

  const body = async <T>(options: BackendSrvRequest): Promise<T> => (await lastValueFrom(fetched<T>(options))).data;
  const srv: Pick<BackendSrv, 'fetch' | 'get' | 'post' | 'put' | 'patch' | 'delete'> = {
    fetch: fetched,
    get: (url, params?: Record<string, unknown>) => body({ url, method: 'GET', ...(params && { params }) }),
    post: (url, data?: unknown) => body({ url, method: 'POST', data }),
    put: (url, data?: unknown) => body({ url, method: 'PUT', data }),
    patch: (url, data?: unknown) => body({ url, method: 'PATCH', data }),
    delete: (url, data?: unknown) => body({ url, method: 'DELETE', data }),
  };
  return srv as BackendSrv;
}

async function send<T>(options: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
  const { url, method = 'GET', headers = {}, params } = options;
  const data: unknown = options.data;
  const query = params ? `?${new URLSearchParams(params as Record<string, string>).toString()}` : '';
  const isText = typeof data === 'string';
  const response = await fetch(`/${url.replace(/^\//, '')}${query}`, {
    method,
    headers: { ...(data !== undefined && !isText && { 'Content-Type': 'application/json' }), ...headers },
    ...(data !== undefined && { body: isText ? data : JSON.stringify(data) }),
    signal,
  });
  const text = await response.text();
  const { status, statusText, ok, headers: answered, redirected, type } = response;
  const parsed = options.responseType === 'text' ? text : parse(text);
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- Grafana throws these, and plugins look for them
  if (!ok) throw { status, statusText, data: parsed, config: options } satisfies FetchError;
  return { data: parsed as T, status, statusText, ok, headers: answered, redirected, type, url, config: options };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
