import { displayUrl } from './display-url.ts';
import { checkedUrl, send, type HttpRequest } from './http.ts';
import type { ApiRequest, Transport } from './prometheus-api/index.ts';

export type TransportOptions = Pick<
  HttpRequest,
  'url' | 'credentials' | 'headers' | 'certificateAuthority' | 'followRedirects'
> & { readonly timeoutSeconds?: number; readonly maximumBytes?: number };

/** A query over a long range reads much. Prometheus itself gives up after two minutes. */
const TIMEOUT_SECONDS = 60;
/** A thousand engines with all buckets are 3 MB for each histogram. */
const MAXIMUM_BYTES = 256 * 1024 * 1024;

/** Names of labels can only be asked for with GET; everything else is posted, since queries outgrow what URLs may hold. */
const ONLY_GET: readonly ApiRequest['path'][] = ['label/__name__/values'];

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Reaches a Prometheus API over HTTP. `url` is what stands before /api/v1. Throws SourceError on options that cannot be right. */
export function prometheusTransport(options: TransportOptions): Transport {
  const { timeoutSeconds = TIMEOUT_SECONDS, maximumBytes = MAXIMUM_BYTES } = options;
  const url = checkedUrl(options);
  const root = url.pathname.replace(/(\/api\/v1)?\/*$/, '');
  // On this machine compressing costs both sides more than it saves.
  const uncompressed = LOOPBACK.test(url.hostname) ? { 'Accept-Encoding': 'identity' } : {};
  const headers = { ...uncompressed, ...options.headers };
  return {
    name: displayUrl(new URL(`${root}/`.replace(/(.)\/$/, '$1') + url.search, url).href),
    async send({ path, parameters, signal }) {
      const form = { ...parameters, timeout: `${timeoutSeconds}` };
      const endpoint = new URL(url);
      endpoint.pathname = `${root}/api/v1/${path}`;
      const isGet = ONLY_GET.includes(path);
      if (isGet) for (const [name, value] of Object.entries(form)) endpoint.searchParams.set(name, value);
      const how = { url: endpoint.href, ...(!isGet && { form }) };
      const answer = await send({ ...options, ...how, headers, timeoutSeconds, maximumBytes, signal });
      return { ...answer, body: answer.body.toString('utf8') };
    },
  };
}
