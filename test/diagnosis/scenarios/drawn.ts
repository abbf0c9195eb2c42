import fc from 'fast-check';
import type { EngineDoes } from '../engine-run.ts';
import { constructed, declared, type Scenario } from './scenario.ts';
import { admits, holdsBack, lacksBudget, lacksCache, lacksSlots, serves, type Load } from './serving.ts';

/** Spread evenly over orders of magnitude, as loads and lengths are. */
const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc
    .double({ min: Math.log(low), max: Math.log(high), noNaN: true })
    .map((logarithm) => Number(Math.exp(logarithm).toPrecision(3)));

const whole = (low: number, high: number): fc.Arbitrary<number> => between(low, high).map(Math.round);

/** What is drawn of every engine; each kind makes of it what it needs. */
const NUMBERS = fc.record({
  load: fc.record({
    arrivals: between(0.1, 60),
    prompt: whole(50, 12_000),
    output: whole(10, 2000),
    cachedShare: fc.constantFrom(0, 0, 0.3, 0.8),
    prefillSeconds: between(0.02, 1),
    stepSeconds: between(0.008, 0.08),
  }),
  slots: fc.constantFrom(16, 64, 128, 256, 512),
  cacheTokens: whole(20_000, 1_000_000),
  budget: fc.constantFrom(2048, 4096, 8192),
  /** How many times more arrive than it can do. */
  excess: between(1.02, 3),
  waiting: whole(5, 60),
  isDeclared: fc.boolean(),
});

type Numbers = typeof NUMBERS extends fc.Arbitrary<infer Drawn> ? Drawn : never;

interface Kind {
  /** Throws where the numbers make an engine of another kind. */
  readonly does: (numbers: Numbers) => Partial<EngineDoes>;
  /** Slots and budget: without them nobody can tell what it is. */
  readonly isAlwaysDeclared?: true;
}

const KINDS: Readonly<Record<string, Kind>> = {
  arrivals: { does: ({ load, ...room }) => serves(load, room) },
  'sequence-cap': {
    does: ({ load, excess, ...room }) =>
      lacksSlots(exceeding(load, room.slots / secondsOf(load), excess), room, queueBehind(room.slots)),
  },
  'kv-cache-capacity': {
    does: ({ load, excess, ...room }) => {
      const held = (0.94 * room.cacheTokens) / (load.prompt + load.output / 2);
      return lacksCache(exceeding(load, held / secondsOf(load), excess), room, { queued: queueBehind(held) });
    },
  },
  'prefill-token-budget': {
    isAlwaysDeclared: true,
    does: ({ load: drawn, excess, ...room }) => {
      // Prompts fill the steps, so outputs are short against them.
      const load = { ...drawn, output: Math.max(2, Math.round(drawn.prompt / 40)), stepSeconds: 3 * drawn.stepSeconds };
      const prompts = room.budget / (load.prompt * (1 - load.cachedShare) + load.output) / load.stepSeconds;
      return lacksBudget(exceeding(load, prompts, excess), room, queueBehind(prompts * secondsOf(load)));
    },
  },
  'arrival-overload': {
    isAlwaysDeclared: true,
    does: ({ load, excess, ...room }) => {
      const arrivals = Math.max(2, load.arrivals);
      // What is beyond a tenth and grows by ten requests counts as an overload.
      return admits({ ...load, arrivals }, arrivals / Math.max(1.3, excess), room, 10);
    },
  },
  'deferred-admission': {
    does: ({ load, waiting, ...room }) =>
      holdsBack(load, `${Math.max(waiting, Math.ceil(load.arrivals * secondsOf(load)))}x10`, undefined, room),
  },
};

const secondsOf = ({ prefillSeconds = 0, stepSeconds = 0, output }: Load): number =>
  prefillSeconds + stepSeconds * Math.max(0, output - 1);

const exceeding = (load: Load, perSecond: number, excess: number): Load => ({ ...load, arrivals: perSecond * excess });

/** Half as many as run, so that it counts from the start. */
const queueBehind = (running: number): number => Math.max(2, Math.ceil(running / 2));

/** Any would do; with one the engines are the same every time. */
const SEED = 7;

/** So many engines of each kind, drawn at random: nobody chose their numbers, and no rule was made with them in view. */
export const drawn = (each: number): Scenario[] =>
  Object.entries(KINDS).flatMap(([boundBy, kind], number) =>
    constructed(
      { boundBy, isHealthy: boundBy === 'arrivals' },
      fc
        .sample(NUMBERS, { seed: SEED + number, numRuns: each * TRIES })
        .flatMap((numbers) => engineOf(kind, numbers))
        .slice(0, each)
        .map((engine, i) => ({ name: `drawn: ${boundBy} ${i + 1}`, ...engine })),
    ),
  );

const TRIES = 40;

function engineOf({ does, isAlwaysDeclared }: Kind, numbers: Numbers) {
  // Larger steps than any that is drawn fit where the budget is not what it is about.
  const budget = isAlwaysDeclared ? numbers.budget : 16_384;
  try {
    const settings = numbers.isDeclared || isAlwaysDeclared ? declared({ slots: numbers.slots, budget }) : {};
    return [{ does: does(numbers), settings }];
  } catch {
    return [];
  }
}
