import type { Layout } from '../../metrics/exposition/index.ts';
import type { Snapshot } from '../../metrics/window/index.ts';
import type { Answer } from '../answer.ts';
import type { Clock } from '../clock.ts';
import { displayUrl } from '../display-url.ts';
import { checkedUrl, credentialsIn, HttpError, send, type Credentials } from '../http.ts';
import { readAnswer } from '../read-answer.ts';

export interface TargetOptions {
  readonly url: string;
  /** What its snapshots call the target; the URL without secrets when not given. */
  readonly name?: string;
  readonly timeoutSeconds?: number;
  readonly maximumBytes?: number;
  readonly credentials?: Credentials;
  readonly headers?: Readonly<Record<string, string>>;
  /** PEM, trusted in addition to the usual ones. */
  readonly certificateAuthority?: string | Buffer;
  readonly followRedirects?: boolean;
}

/** One metrics page out there. Its failures are snapshots; only an abort of the signal rejects, with the signal's reason. */
export interface Target {
  readonly name: string;
  /** GETs the page as it is, to be recorded or read. */
  fetch(signal?: AbortSignal): Promise<Answer>;
  /** Reads what was fetched. The layout of the last page is remembered, so repeats are cheap. */
  read(answer: Answer): Snapshot;
  /** Both. */
  scrape(signal?: AbortSignal): Promise<Snapshot>;
}

const TIMEOUT_SECONDS = 10;
/** A vLLM page is 60 kB per engine; this leaves room for a thousand engines behind one URL. */
const MAXIMUM_BYTES = 64 * 1024 * 1024;

/** Throws SourceError when the options cannot be right; nothing of the outside is touched yet. */
export function createTarget(options: TargetOptions, clock: Clock): Target {
  const { url, timeoutSeconds = TIMEOUT_SECONDS, maximumBytes = MAXIMUM_BYTES } = options;
  const conceal = concealing(checkedUrl(options), options);
  const name = options.name ?? displayUrl(url);
  let previous: Layout | undefined;

  const fetch = async (signal?: AbortSignal): Promise<Answer> => {
    const startAtSeconds = clock.nowSeconds();
    const attempt = () => ({ target: name, startAtSeconds, scrapeSeconds: clock.nowSeconds() - startAtSeconds });
    try {
      const answer = await send({ ...options, timeoutSeconds, maximumBytes, signal });
      return { ...attempt(), ...answer };
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return { ...attempt(), failure: { code: error.code, message: error.message } };
    }
  };

  const read = (answer: Answer): Snapshot => {
    const snapshot = readAnswer(answer, { tried: `GET ${displayUrl(url)}`, previous, conceal });
    if ('page' in snapshot) previous = snapshot.page.layout;
    return snapshot;
  };

  return { name, fetch, read, scrape: async (signal) => read(await fetch(signal)) };
}

/** A server may echo what it was sent, and its answers are quoted in messages. */
function concealing(
  url: URL,
  { credentials = credentialsIn(url), headers = {} }: TargetOptions,
): (text: string) => string {
  const secrets = Object.values(headers).flatMap((value) => value.split(/\s+/).filter((word) => word.length >= 8));
  if (credentials?.kind === 'bearer') secrets.push(credentials.token);
  if (credentials?.kind === 'basic') {
    const { username, password } = credentials;
    secrets.push(Buffer.from(`${username}:${password}`).toString('base64'), password || username);
  }
  return (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
}
