import { formatQuantity } from '../quantities/index.ts';
import type { Health } from './health.ts';
import type { Publication } from './publication.ts';

/** What an HTTP request comes to. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: readonly (string | Buffer)[];
}

/** What the answers tell of. */
export interface Served {
  /** The last report; undefined before the first that holds an engine. */
  readonly publication: Publication | undefined;
  /** The newest failures, which say why there is none. */
  readonly errors: readonly { readonly target: string; readonly code: string; readonly message: string }[];
  readonly health: Health;
  readonly everySeconds: number;
  readonly nowSeconds: number;
}

/** Missing one cycle or two is no reason to take an exporter for broken. */
export const READY_CYCLES = 3;

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

type Answering = (served: Served) => Answer | Promise<Answer>;

/** What stands at each path. */
export const ANSWERS: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  ['/', () => text(200, INDEX)],
  ['/metrics', metrics],
  ['/healthz', () => text(200, 'The process works; /readyz says whether it has something to tell.\n')],
  ['/readyz', readiness],
  ['/api/report', report],
]);

export const text = (status: number, body: string): Answer => ({ status, contentType: TEXT, body: [body] });

const INDEX = `Ridgeline, the exporter: what vLLM engines are doing, and what limits them.

/metrics     for Prometheus
/api/report  the last report as JSON
/readyz      is there a recent report?
/healthz     does the process work?
`;

async function metrics({ publication, health }: Served): Promise<Answer> {
  const body = [publication?.metrics ?? '', await health.text()];
  return { status: 200, contentType: health.contentType, body };
}

function readiness({ publication, errors, everySeconds, nowSeconds }: Served): Answer {
  if (!publication) return text(503, `Not ready: ${noReport(errors)}\n`);
  const ageSeconds = nowSeconds - publication.atSeconds;
  const age = formatQuantity(Math.max(0, ageSeconds), 'seconds');
  if (ageSeconds > READY_CYCLES * everySeconds) {
    const cycle = formatQuantity(everySeconds, 'seconds');
    return text(503, `Not ready: the last report is ${age} old, more than ${READY_CYCLES} cycles of ${cycle}.\n`);
  }
  return text(200, `Ready: ${amount(publication.liveEngines, 'engine')} in the report made ${age} ago.\n`);
}

function report({ publication, errors }: Served): Answer {
  if (publication) return { status: 200, contentType: JSON_TYPE, body: [publication.json()] };
  return { status: 503, contentType: JSON_TYPE, body: [`${JSON.stringify({ error: noReport(errors), errors })}\n`] };
}

function noReport(errors: Served['errors']): string {
  const failing = new Set(errors.map(({ target }) => target)).size;
  return failing === 0
    ? 'no engine has answered yet.'
    : `no engine has answered yet, and ${failing === 1 ? 'one target fails' : `${failing} targets fail`}.`;
}

const amount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
