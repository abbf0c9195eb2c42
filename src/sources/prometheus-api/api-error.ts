import { SourceError } from '../source.ts';
import { displayUrl } from '../display-url.ts';
import { visible } from '../visible.ts';
import { PASSING } from './retrying.ts';
import type { ApiAnswer } from './transport.ts';

/** What an answer other than 200 with JSON means, as one paragraph: what was tried, what came back, what to do. */
export function apiError(tried: string, answer: ApiAnswer): SourceError {
  const { status, body, contentType, location } = answer;
  const fail = (code: SourceError['code'], what: string, advice: string): SourceError =>
    new SourceError(code, `${tried}: ${what}. ${advice}`);
  if (status === 401 || status === 403) {
    return fail(
      'unauthorised',
      `status ${status}`,
      'The server wants credentials, or refuses those it was given: --bearer-token-file, --basic-auth-file or --header give them (Mimir and Loki-style tenants: --header "X-Scope-OrgID: …").',
    );
  }
  if (status >= 300 && status < 400) {
    const to = location === undefined ? '' : ` to ${visible(displayUrl(location), 200)}`;
    return fail('redirected', `status ${status}, a redirect${to}`, 'Use that URL, or --follow-redirects.');
  }
  // What a proxy says of a server behind it is a page, too.
  if (status < 500 && looksLikeHtml(body)) {
    return fail(
      'not-an-api',
      `an HTML page came back (status ${status}, ${body.length} characters), beginning with "${visible(body)}"`,
      'Give the URL whose /api/v1/query answers: http://host:9090 for Prometheus, …/prometheus for Mimir, …/select/0/prometheus for a VictoriaMetrics cluster. A login page in between needs credentials.',
    );
  }
  const said = saidByServer(body);
  if (status === 400 || status === 422) {
    return fail(
      'rejected-query',
      `status ${status}${said}`,
      'The server refuses this query: it may be too old (Prometheus ≥ 2.30 is needed), or a limit of samples or series is reached; ask for fewer engines, a shorter stretch or longer steps.',
    );
  }
  if (status === 404) {
    return fail(
      'not-an-api',
      `status 404${said}`,
      'Nothing serves the Prometheus API there; check host, port and path.',
    );
  }
  if (status === 200) {
    return fail(
      'malformed',
      `an answer that is not of the Prometheus API came back${typed(contentType)}${said}`,
      'Is something between here and the server changing or cutting off its answers?',
    );
  }
  return fail('bad-status', `status ${status}${said}`, adviceFor(status));
}

const adviceFor = (status: number): string =>
  PASSING.includes(status)
    ? 'It was asked several times; try again later, or for less.'
    : 'Look at the log of the server.';

const typed = (contentType: string): string => (contentType === '' ? '' : `, Content-Type ${visible(contentType)}`);

const looksLikeHtml = (body: string): boolean => body.slice(0, 200).trimStart().startsWith('<');

/** The error text of the API where there is one; the beginning of the body otherwise. */
function saidByServer(body: string): string {
  const text = errorText(body) ?? body.slice(0, 1000);
  return text.trim() === '' ? '' : `, saying "${visible(text, 300)}"`;
}

const LARGEST_ERROR = 100_000;

function errorText(body: string): string | undefined {
  if (body.length > LARGEST_ERROR) return undefined;
  try {
    const { error } = JSON.parse(body) as { readonly error?: unknown };
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
