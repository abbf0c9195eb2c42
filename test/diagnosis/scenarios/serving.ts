// What the gauges and counters of an engine show when a load meets it, by Little's law: independent of every rule. Each function
// constructs engines of one kind, and throws where the numbers that it is given make an engine of another kind.
import { sum } from '../../../src/quantities/index.ts';
import { valuesOf } from '../../build-page.ts';
import type { EngineDoes } from '../engine-run.ts';

export interface Load {
  /** Requests per second. */
  readonly arrivals: number;
  readonly prompt: number;
  readonly output: number;
  readonly cachedShare?: number;
  readonly prefillSeconds?: number;
  /** Of a step, and so between two tokens. */
  readonly stepSeconds?: number;
}

interface Room {
  readonly slots: number;
  readonly cacheTokens: number;
}

/** As on an H100 with a model of eight billion parameters. */
export const ROOM: Room = { slots: 256, cacheTokens: 450_000 };

const SECONDS = 100;
const SCRAPES = 11;

// Sums to nothing, begins and ends there, so that averages are exact and nothing comes or goes on the whole.
const SWING = [0, 0.6, -0.4, 1, -0.8, 0.3, -1, 0.5, -0.3, 0.1, 0];
// Those that finished leave before the gauge is set: on recordings 81 % of the scrapes are at the cap.
const BELOW_CAP = [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0];

/** Whole numbers around a mean; by default with the spread of random arrivals. */
const around = (middle: number, swing = Math.sqrt(middle)): number[] =>
  SWING.map((part) => Math.max(0, Math.round(middle + part * swing)));

const growing = (from: number, perSecond: number): number[] =>
  Array.from({ length: SCRAPES }, (_, i) => Math.max(0, Math.round(from + (perSecond * i * SECONDS) / (SCRAPES - 1))));

const mean = (values: readonly number[]): number => sum(values) / values.length;

const stepOf = ({ stepSeconds = 0.02 }: Load): number => stepSeconds;
const prefillOf = ({ prefillSeconds = 0.05 }: Load): number => prefillSeconds;

/** How long a request runs. */
const residence = (load: Load): number => prefillOf(load) + stepOf(load) * Math.max(0, load.output - 1);

/** Half of its output is there on average. */
const tokensEach = ({ prompt, output }: Load): number => prompt + output / 2;

interface Shown {
  readonly finishing: number;
  readonly running: readonly number[];
  readonly waiting: readonly number[];
  readonly cacheUse?: readonly number[];
}

function shows(load: Load, room: Room, { finishing, running, waiting, cacheUse }: Shown): Partial<EngineDoes> {
  const use = cacheUse ?? running.map((count) => Math.min(1, (count * tokensEach(load)) / room.cacheTokens));
  const busy = 1 - Math.exp(-mean(running));
  return {
    running: running.join(' '),
    waiting: waiting.join(' '),
    kvCacheUsage: use.join(' '),
    finished: { stop: finishing, length: 0, abort: 0, error: 0 },
    firstTokensPerSecond: finishing + ((running.at(-1) ?? 0) - (running[0] ?? 0)) / SECONDS,
    promptTokens: load.prompt,
    outputTokens: load.output,
    cachedShare: load.cachedShare ?? 0,
    prefillSeconds: prefillOf(load),
    itlSeconds: stepOf(load),
    itlSecondsSlowest: stepOf(load),
    stepsPerSecond: busy / stepOf(load),
    queueSeconds: finishing > 0 ? mean(waiting) / finishing : 0,
    cacheConfig: {
      block_size: '16',
      num_gpu_blocks: `${Math.floor(room.cacheTokens / 16)}`,
      kv_cache_size_tokens: `${room.cacheTokens}`,
      enable_prefix_caching: 'True',
      cache_dtype: 'auto',
      gpu_memory_utilization: '0.92',
    },
  };
}

/** Whoever comes is served at once. */
export function serves(load: Load, room: Room = ROOM): Partial<EngineDoes> {
  const running = around(load.arrivals * residence(load));
  must(Math.max(...running) <= room.slots, 'has no slots for all');
  must(Math.max(...running) * tokensEach(load) <= room.cacheTokens, 'has no cache for all');
  return shows(load, room, { finishing: load.arrivals, running, waiting: growing(0, 0) });
}

/** More come than there are slots, and the cache would hold more than those; by default somebody waits from the start. */
export function lacksSlots(load: Load, room: Room, queued = 2): Partial<EngineDoes> {
  const finishing = room.slots / residence(load);
  must(load.arrivals >= finishing * 0.999, 'has slots for all');
  must(room.slots * tokensEach(load) < 0.9 * room.cacheTokens, 'has no cache for its slots');
  return shows(load, room, {
    finishing,
    running: BELOW_CAP.map((below) => room.slots - below),
    waiting: growing(queued, load.arrivals - finishing),
  });
}

/** More come than the cache holds, and there are slots for more than it holds. */
export function lacksCache(
  load: Load,
  room: Room,
  { queued = 2, preemptionsPerRequest = 0.5, use = [0.94, 0.06] as readonly [number, number] } = {},
): Partial<EngineDoes> {
  const held = (use[0] * room.cacheTokens) / tokensEach(load);
  const finishing = held / residence(load);
  must(load.arrivals >= finishing, 'has cache for all');
  must(held < 0.8 * room.slots, 'has no slots for what the cache holds');
  return {
    ...shows(load, room, {
      finishing,
      // Requests are of unlike lengths, so their number is not that of the tokens.
      running: around(held, Math.max(1, 0.15 * held)),
      waiting: growing(queued, load.arrivals - finishing),
      cacheUse: SWING.map((part) => Math.min(1, use[0] + use[1] * part)),
    }),
    preemptionsPerSecond: preemptionsPerRequest * finishing,
  };
}

/** More prompt tokens come than steps have room for; slots and cache have room. */
export function lacksBudget(load: Load, room: Room & { readonly budget: number }, queued = 2): Partial<EngineDoes> {
  const computed = load.prompt * (1 - (load.cachedShare ?? 0));
  const step = stepOf(load);
  const prompts = room.budget / (computed + load.output) / step;
  const prefillSeconds = Math.max(1, computed / room.budget) * step;
  const all = { ...load, prefillSeconds };
  const running = around(prompts * residence(all));
  must(load.arrivals >= prompts, 'has a budget for all');
  must(Math.max(...running) < 0.8 * room.slots, 'has no slots for all');
  must(Math.max(...running) * tokensEach(load) < 0.9 * room.cacheTokens, 'has no cache for all');
  const waiting = growing(queued, load.arrivals - prompts);
  return { ...shows(all, room, { finishing: prompts, running, waiting }), stepsPerSecond: 1 / step };
}

/** More come than it admits, for a reason that is neither slots nor cache nor the budget of a step. */
export function admits(load: Load, perSecond: number, room: Room = ROOM, queued = 2): Partial<EngineDoes> {
  const running = around(perSecond * residence(load));
  must(load.arrivals >= perSecond, 'admits all');
  must(Math.max(...running) < 0.8 * room.slots, 'has no slots for all');
  must(Math.max(...running) * tokensEach(load) < 0.9 * room.cacheTokens, 'has no cache for all');
  return shows(load, room, { finishing: perSecond, running, waiting: growing(queued, load.arrivals - perSecond) });
}

/** There is room for all, but so many wait at each scrape, and of those so many for something else than room. */
export const holdsBack = (load: Load, waiting: string, deferred = waiting, room: Room = ROOM): Partial<EngineDoes> => ({
  ...serves(load, room),
  waiting,
  deferred,
  queueSeconds: mean(valuesOf(waiting).map(Number)) / load.arrivals,
});

/** Nothing moves; what the gauges show has to be said. */
export const STANDS_STILL: Partial<EngineDoes> = {
  finished: { stop: 0, length: 0, abort: 0, error: 0 },
  firstTokensPerSecond: 0,
  stepsPerSecond: 0,
};

/** The load of a fine engine, some of which ends otherwise: shares of what finishes. */
export function endsOtherwise(
  does: Partial<EngineDoes>,
  shares: Partial<Record<'length' | 'abort' | 'error', number>>,
): Partial<EngineDoes> {
  const all = sum(Object.values(does.finished ?? {}));
  const { length = 0, abort = 0, error = 0 } = shares;
  const stop = 1 - length - abort - error;
  return { ...does, finished: { stop: stop * all, length: length * all, abort: abort * all, error: error * all } };
}

/** Besides those that finish, so many a second get a first token and are gone before they finish. */
export const losesSilently = (does: Partial<EngineDoes>, perSecond: number): Partial<EngineDoes> => ({
  ...does,
  firstTokensPerSecond: (does.firstTokensPerSecond ?? 0) + perSecond,
});

function must(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(`this engine ${otherwise}`);
}
