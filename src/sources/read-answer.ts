import type { Layout } from '../metrics/exposition/index.ts';
import type { ScrapeFailure, Snapshot } from '../metrics/window/index.ts';
import { middleOf, type Answer } from './answer.ts';
import { displayUrl } from './display-url.ts';
import { readPage } from './read-page.ts';
import { visible } from './visible.ts';

export interface AnswerContext {
  /** What was tried, as messages begin: `GET http://localhost:8000/metrics`. */
  readonly tried: string;
  /** The layout of the target's previous page. */
  readonly previous?: Layout | undefined;
  /** Masks secrets in what is quoted from the answer. */
  readonly conceal?: (text: string) => string;
}

/** The snapshot an answer amounts to, fresh from the network or out of a recording. */
export function readAnswer(answer: Answer, context: AnswerContext): Snapshot {
  const { target, scrapeSeconds } = answer;
  const snapshot = { target, atSeconds: middleOf(answer), scrapeSeconds };
  if ('failure' in answer) return { ...snapshot, failure: answer.failure };
  const reading =
    answer.status === 200 ? readPage(answer.body, { ...answer, ...context }) : { failure: refusal(answer, context) };
  if ('page' in reading) return { ...snapshot, page: reading.page };
  const { code, message } = reading.failure;
  return { ...snapshot, failure: { code, message: `${context.tried}: ${message}` } };
}

/** What an answer other than 200 means. */
function refusal(
  { status, location, body }: Exclude<Answer, { failure: ScrapeFailure }>,
  { conceal = (text) => text }: AnswerContext,
): ScrapeFailure {
  if (status === 401 || status === 403) {
    const advice = 'The server wants credentials, or refuses those it was given';
    return {
      code: 'unauthorised',
      message: `status ${status}. ${advice}: --bearer-token-file, --basic-auth-file or --header give them.`,
    };
  }
  if (status >= 300 && status < 400) {
    const to = location ? ` to ${visible(displayUrl(location), 200)}` : '';
    return {
      code: 'redirected',
      message: `status ${status}, a redirect${to}. Use that URL, or --follow-redirects; credentials go to no other host.`,
    };
  }
  const advice =
    status === 404
      ? 'vLLM serves its metrics at the path /metrics; check host, port and path.'
      : 'Look at the log of the engine, or of the proxy in front of it.';
  const said = visible(conceal(typeof body === 'string' ? body : Buffer.from(body).toString('utf8', 0, 4096)));
  return { code: 'bad-status', message: `status ${status}${said && `, saying "${said}"`}. ${advice}` };
}
