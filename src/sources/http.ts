import { X509Certificate } from 'node:crypto';
import { Agent as HttpAgent, validateHeaderName } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { performance } from 'node:perf_hooks';
import { rootCertificates } from 'node:tls';
import axios, { AxiosError, type AxiosResponse } from 'axios';
import { displayUrl } from './display-url.ts';
import { SourceError } from './source.ts';
import { whyUnreachable } from './why-unreachable.ts';

export type Credentials =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string };

export interface HttpRequest {
  /** `user:password@` in it counts as basic credentials where none are given. */
  readonly url: string;
  /** Sent as a form in a POST; without it the request is a GET. */
  readonly form?: Readonly<Record<string, string>> | undefined;
  /** For the whole of it: name lookup, connecting, redirects and a body that trickles in. */
  readonly timeoutSeconds: number;
  /** Of the body as decompressed; counted while it arrives. */
  readonly maximumBytes: number;
  readonly credentials?: Credentials | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** PEM; trusted in addition to the certificate authorities that Node brings. */
  readonly certificateAuthority?: string | Buffer | undefined;
  /** Off unless asked for. Credentials and headers only ever go to the origin of `url`. */
  readonly followRedirects?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Where a redirect points that was not followed; absolute. */
  readonly location?: string;
  readonly body: Buffer;
  readonly seconds: number;
  readonly retryAfterSeconds?: number;
}

/** There was no answer, or none that could be taken in. Neither its message nor its cause holds a secret. */
export class HttpError extends SourceError {
  declare readonly code: 'unreachable' | 'timeout' | 'too-large' | 'malformed';
}

/**
 * One request. Any status is an answer; no answer is an HttpError; when `signal` aborts, its reason is thrown.
 *
 * Proxy settings of the environment are ignored: engines sit on loopback or in a private network, where a proxy meant for
 * the outside would answer in their place, and with an HTML page.
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  const { signal, timeoutSeconds } = request;
  signal?.throwIfAborted();
  const stop = new AbortController();
  const cancel = () => {
    stop.abort();
  };
  signal?.addEventListener('abort', cancel, { once: true });
  const timer = setTimeout(cancel, timeoutSeconds * 1000);
  const startedAt = performance.now();
  try {
    const { response, location } = await sendFollowing(request, stop.signal);
    const retryAfter = Number(textOf(response.headers['retry-after']) || Number.NaN);
    return {
      status: response.status,
      contentType: textOf(response.headers['content-type']),
      ...(location && { location: location.href }),
      ...(retryAfter >= 0 && { retryAfterSeconds: retryAfter }),
      body: response.data,
      seconds: (performance.now() - startedAt) / 1000,
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw httpError(error, request, stop.signal.aborted);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

/** The URL of a request in which nothing is wrong that can be known before it is sent. Throws SourceError otherwise. */
export function checkedUrl(request: Pick<HttpRequest, 'url' | 'headers' | 'certificateAuthority'>): URL {
  const wrong = (what: string, cause?: unknown) => new SourceError('bad-settings', what, { cause });
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw wrong(`"${displayUrl(request.url)}" is not an HTTP URL. Give one such as http://localhost:8000/metrics.`);
  }
  for (const name of Object.keys(request.headers ?? {})) {
    try {
      validateHeaderName(name);
    } catch (error) {
      throw wrong(`"${name}" is not the name of an HTTP header. Give headers as --header 'Name: value'.`, error);
    }
  }
  try {
    if (request.certificateAuthority) new X509Certificate(request.certificateAuthority);
  } catch (error) {
    throw wrong('The certificate authority (--ca-file) holds no certificate in PEM format.', error);
  }
  return url;
}

/** What stands before the @ of a URL. */
export function credentialsIn({ username, password }: URL): Credentials | undefined {
  return username || password ? { kind: 'basic', username: decoded(username), password: decoded(password) } : undefined;
}

const MAXIMUM_REDIRECTS = 5;

const client = axios.create({
  responseType: 'arraybuffer',
  maxRedirects: 0,
  proxy: false,
  validateStatus: () => true,
  headers: { common: { Accept: '*/*', 'User-Agent': 'ridgeline' } },
  httpAgent: new HttpAgent({ keepAlive: true }),
});

/** Follows redirects itself, so that what is sent to a foreign origin is decided here and nowhere else. */
async function sendFollowing(request: HttpRequest, signal: AbortSignal) {
  let url = checkedUrl(request);
  const { origin } = url;
  const headers = { ...request.headers, ...authorization(request.credentials ?? credentialsIn(url)) };
  const httpsAgent = httpsAgentFor(request.certificateAuthority);
  for (let redirects = 0; ; redirects++) {
    const response = await sendOnce(url, {
      ...(request.form && { method: 'POST', data: new URLSearchParams(request.form).toString() }),
      headers: url.origin === origin ? headers : {},
      maxContentLength: request.maximumBytes,
      httpsAgent,
      signal,
    });
    const location = redirection(response, url);
    if (!location || !request.followRedirects || redirects === MAXIMUM_REDIRECTS) return { response, location };
    url = location;
  }
}

/** A kept-alive connection may have been closed by the server just before it is used again: that is tried once more. */
async function sendOnce(url: URL, options: object) {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  try {
    return await client.request<Buffer>({ url: bare.href, ...options });
  } catch (error) {
    const wasReused =
      error instanceof AxiosError && (error.request as { reusedSocket?: boolean } | undefined)?.reusedSocket;
    if (!wasReused || (codeOf(error) !== 'ECONNRESET' && codeOf(error) !== 'EPIPE')) throw error;
    return client.request<Buffer>({ url: bare.href, ...options });
  }
}

function redirection({ status, headers }: AxiosResponse, base: URL): URL | undefined {
  const location = textOf(headers['location']);
  if (status < 300 || status > 399 || location === '' || !URL.canParse(location, base.href)) return undefined;
  const next = new URL(location, base);
  return /^https?:$/.test(next.protocol) ? next : undefined;
}

function authorization(credentials: Credentials | undefined): Record<string, string> {
  if (!credentials) return {};
  if (credentials.kind === 'bearer') return { Authorization: `Bearer ${credentials.token}` };
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
  return { Authorization: `Basic ${pair}` };
}

const httpsAgents = new Map<string, HttpsAgent>();

function httpsAgentFor(certificateAuthority: string | Buffer | undefined): HttpsAgent {
  const extra = certificateAuthority?.toString() ?? '';
  let agent = httpsAgents.get(extra);
  if (!agent) {
    agent = new HttpsAgent({ keepAlive: true, ...(extra && { ca: [...rootCertificates, extra] }) });
    httpsAgents.set(extra, agent);
  }
  return agent;
}

function httpError(error: unknown, request: HttpRequest, timedOut: boolean): Error {
  if (!(error instanceof AxiosError)) return error instanceof Error ? error : new Error(String(error));
  const because = (code: HttpError['code'], reason: string) =>
    // An AxiosError carries the request with its Authorization header, so only what it wraps may be the cause.
    new HttpError(code, `${methodOf(request)} ${displayUrl(request.url)}: ${reason}`, { cause: error.cause });
  if (timedOut) {
    return because(
      'timeout',
      `no complete answer within ${request.timeoutSeconds} s. The server may be overloaded or hung; allow more with --timeout.`,
    );
  }
  if (error.message.startsWith('maxContentLength')) {
    return because(
      'too-large',
      `the answer is larger than ${request.maximumBytes} bytes and was not read on. Is this the right URL?`,
    );
  }
  const code = codeOf(error);
  if (code.startsWith('Z_')) return because('malformed', `the compressed body is damaged (${error.message}).`);
  return because('unreachable', whyUnreachable(code, error.message));
}

const methodOf = ({ form }: HttpRequest): string => (form ? 'POST' : 'GET');

const codeOf = (error: AxiosError): string => error.code ?? '';

const textOf = (header: unknown): string => (typeof header === 'string' ? header : '');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone % that encodes nothing stands for itself.
  }
}
