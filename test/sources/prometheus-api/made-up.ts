import type { Clock, Instant, Transport } from '../../../src/sources/index.ts';
import type { ApiRequest } from '../../../src/sources/prometheus-api/index.ts';
import type { Scrape } from '../../contracts/scrapes.ts';
import type { Labelling } from '../../harness/samples-of.ts';

/** When the histories of made-up engines end. */
export const NOW = 1_700_000_000;

export const at = (secondsBeforeNow: number): Instant => ({ kind: 'unix', seconds: NOW - secondsBeforeNow });

export const clockAtNow: Clock = { nowSeconds: () => NOW, sleep: () => Promise.resolve() };

/** How fast a made-up engine generates. */
export const TOKENS_PER_SECOND = 100;

export interface History {
  /** `job/instance/cluster`; see LABELLING. */
  readonly target: string;
  readonly everySeconds?: number;
  /** In seconds before now. */
  readonly from?: number;
  readonly to?: number;
  /** The page after so many seconds; undefined where the scrape fails. */
  readonly page?: (seconds: number) => string | undefined;
}

const HOUR = 3600;

/** The scrapes of a target. */
export const historyOf = ({
  target,
  everySeconds = 15,
  from = HOUR / 2,
  to = 0,
  page = enginePage(),
}: History): Scrape[] =>
  Array.from({ length: Math.floor((from - to) / everySeconds) + 1 }, (_, i): Scrape => {
    const seconds = i * everySeconds;
    const body = page(seconds);
    // A little before the second, so that none lies exactly on an edge of a window.
    const t = NOW - from + seconds - 0.25;
    return { target, t, dur: 0, status: body === undefined ? 0 : 200, body: body ?? '' };
  });

/** What made-up engines show: 100 tokens a second, 0 to 6 requests running in turn. */
export const enginePage =
  (further: (seconds: number, labels: string) => string = () => '', prefix = 'vllm:', model = 'm') =>
  (seconds: number): string => {
    const labels = `engine="0",model_name="${model}"`;
    return [
      `${prefix}generation_tokens_total{${labels}} ${5000 + TOKENS_PER_SECOND * seconds}`,
      `${prefix}num_requests_running{${labels}} ${(seconds / 15) % 7}`,
      `${prefix}num_requests_waiting{${labels}} 0`,
      `process_start_time_seconds ${NOW - 86_400}`,
      further(seconds, labels),
      '',
    ].join('\n');
  };

export const LABELLING: Required<Labelling> = {
  labels: (target) => {
    const [job = '', instance = '', cluster] = target.split('/');
    return { job, instance, ...(cluster !== undefined && { cluster }) };
  },
};

/** The same transport; its requests are kept. */
export function watched(transport: Transport): Transport & { readonly requests: ApiRequest[] } {
  const requests: ApiRequest[] = [];
  return {
    name: transport.name,
    requests,
    send: (request) => {
      requests.push(request);
      return transport.send(request);
    },
  };
}
