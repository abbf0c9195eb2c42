import type { PromisedLatency } from '../../settings/index.ts';
import type { Clock } from '../clock.ts';
import { requireEngines } from '../observe.ts';
import {
  SourceError,
  type FollowOptions,
  type Instant,
  type Observation,
  type ObserveOptions,
  type Selection,
  type SeriesOptions,
  type Source,
} from '../source.ts';
import { discover } from './discover.ts';
import { observeExactly, stepsExactly } from './exact.ts';
import type { Matcher } from './matcher.ts';
import { overHttp } from './promql.ts';
import { observePushedDown, stepsPushedDown } from './pushed-down.ts';
import type { RangeRequest } from './request.ts';
import { retrying } from './retrying.ts';
import type { Transport } from './transport.ts';

export interface PrometheusOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Which series, beside all of vLLM. */
  readonly matchers?: readonly Matcher[];
  /** Latencies with an objective: of these, buckets are read of a fleet of any size. */
  readonly promised?: readonly PromisedLatency[];
  /** Reads the samples themselves: for few engines and short stretches. */
  readonly exact?: boolean;
}

/** How far back an observation looks that is not told. */
export const LAST_SECONDS = 300;

/** History in a Prometheus, or in anything else that speaks its HTTP API. */
export function prometheusSource(options: PrometheusOptions): Source {
  const { transport, clock, matchers = [], promised = [], exact = false } = options;
  const server = retrying(transport, clock);
  const { name } = transport;

  const find = async (selection: Selection, options: ObserveOptions): Promise<RangeRequest> => {
    options.signal?.throwIfAborted();
    const range = rangeOf(selection, name, clock);
    const discovery = await discover(server, { ...options, ...range, matchers });
    return { ...options, ...range, matchers, promised, discovery };
  };

  const look = async (selection: Selection, options: ObserveOptions, slides: { windowSeconds?: number } = {}) => {
    const begunAtSeconds = clock.nowSeconds();
    const request = await find(selection, options);
    const observation = exact
      ? await observeExactly(server, { ...request, ...slides })
      : await observePushedDown(overHttp(server), request);
    return { ...observation, slowestScrapeSeconds: clock.nowSeconds() - begunAtSeconds };
  };

  return {
    name,

    observe: async (selection: Selection, options: ObserveOptions = {}): Promise<Observation> =>
      requireEngines(await look(selection, options), () => emptyWindow(name)),

    async *series(selection: Selection, options: SeriesOptions): AsyncGenerator<Observation> {
      const { stepSeconds, windowSeconds = stepSeconds } = options;
      const request = { ...(await find(selection, options)), stepSeconds, windowSeconds };
      yield* exact ? stepsExactly(server, request) : stepsPushedDown(overHttp(server), request);
    },

    async *follow({ everySeconds, windowSeconds, ...options }: FollowOptions): AsyncGenerator<Observation> {
      const { signal } = options;
      for (let dueAtSeconds = clock.nowSeconds(); !signal?.aborted;) {
        try {
          yield await look({ lastSeconds: windowSeconds }, options, { windowSeconds });
        } catch (error) {
          if (signal?.aborted) return;
          if (!(error instanceof SourceError) || error.code === 'bad-settings') throw error;
          yield failed(name, error, clock.nowSeconds());
        }
        dueAtSeconds = Math.max(dueAtSeconds + everySeconds, clock.nowSeconds());
        await clock.sleep(dueAtSeconds - clock.nowSeconds(), signal);
      }
    },
  };
}

/** As of a recording, the later of `from` and `lastSeconds` before the end counts. */
function rangeOf({ from, to, lastSeconds }: Selection, name: string, clock: Clock) {
  const endAtSeconds = to ? unixSeconds(to, name) : clock.nowSeconds();
  const last = endAtSeconds - (lastSeconds ?? (from ? Number.POSITIVE_INFINITY : LAST_SECONDS));
  const startAtSeconds = Math.max(last, from ? unixSeconds(from, name) : last);
  if (startAtSeconds < endAtSeconds) return { startAtSeconds, endAtSeconds };
  throw new SourceError('empty-window', 'The stretch asked for ends before it begins: --from must be before --to.');
}

function unixSeconds({ kind, seconds }: Instant, name: string): number {
  if (kind === 'unix') return seconds;
  throw new SourceError(
    'bad-settings',
    `${name} has no beginning to count from: give --from and --to as Unix seconds or as ISO 8601, or --last.`,
  );
}

const emptyWindow = (name: string): SourceError =>
  new SourceError(
    'empty-window',
    `${name} knows engines, but holds no scrape of them in the stretch asked for. Choose a longer --last, or another --from and --to.`,
  );

/** A cycle that saw nothing; the next one may. */
const failed = (name: string, { code, message }: SourceError, atSeconds: number): Observation => ({
  startAtSeconds: atSeconds,
  endAtSeconds: atSeconds,
  samples: 0,
  slowestScrapeSeconds: null,
  windows: [],
  errors: [{ target: name, code, message }],
});
