import { constructed, declared } from './scenario.ts';
import { admits, holdsBack, lacksBudget, lacksCache, lacksSlots, serves } from './serving.ts';

const own = (name: string, further = '') => `vllm:${name}{engine="0",model_name="m"${further}}`;
const preemptionsEver = (count: number) => ({ series: { [own('num_preemptions_total')]: `${count}x10` } });
const WITHOUT_REASONS = { series: { [own('num_requests_waiting_by_reason', ',reason="deferred"')]: undefined } };

const OVERLOADED = ['sequence-cap', 'arrival-overload'];

// 1.63 s each where nothing else is said: 0.05 + 79 · 0.02.
export const SLOTS = constructed({ boundBy: 'sequence-cap', fires: ['sequence-cap'] }, [
  {
    name: 'slots: 4, closed loop of six',
    does: { ...lacksSlots({ arrivals: 4 / 1.63, prompt: 200, output: 80 }, { slots: 4, cacheTokens: 450_000 }) },
    settings: declared({ slots: 4 }),
  },
  {
    name: 'slots: 8, strong, not declared',
    does: lacksSlots({ arrivals: 20, prompt: 200, output: 80 }, { slots: 8, cacheTokens: 450_000 }),
    fires: OVERLOADED,
  },
  {
    name: 'slots: 16, mild, 30 % wait',
    does: lacksSlots({ arrivals: 16 / 1.63, prompt: 200, output: 80 }, { slots: 16, cacheTokens: 450_000 }, 7),
    settings: declared({ slots: 16 }),
  },
  {
    name: 'slots: 16, mild, not declared',
    does: lacksSlots({ arrivals: 16 / 1.63, prompt: 200, output: 80 }, { slots: 16, cacheTokens: 450_000 }, 7),
  },
  {
    name: 'slots: 64, the queue grows',
    does: lacksSlots({ arrivals: 50, prompt: 300, output: 80 }, { slots: 64, cacheTokens: 450_000 }),
    settings: declared({ slots: 64 }),
    fires: OVERLOADED,
  },
  {
    name: 'slots: 256, the default, strong',
    does: lacksSlots({ arrivals: 70, prompt: 300, output: 200 }, { slots: 256, cacheTokens: 450_000 }),
    settings: declared({ slots: 256 }),
    fires: OVERLOADED,
  },
  {
    name: 'slots: 256, the queue drains',
    does: {
      ...lacksSlots({ arrivals: 65, prompt: 300, output: 200 }, { slots: 256, cacheTokens: 450_000 }),
      waiting: '600 560 520 480 440 400 360 320 280 240 200',
      queueSeconds: 6,
    },
    settings: declared({ slots: 256 }),
  },
  {
    name: 'slots: 128, cold cache and KV cache 85 % full',
    does: lacksSlots({ arrivals: 36, prompt: 2900, output: 200 }, { slots: 128, cacheTokens: 450_000 }, 60),
    settings: declared({ slots: 128 }),
    fires: ['sequence-cap'],
  },
  {
    name: 'slots: 128, the same, not declared',
    does: lacksSlots({ arrivals: 33, prompt: 2900, output: 200 }, { slots: 128, cacheTokens: 450_000 }, 60),
  },
  {
    name: 'slots: 32, many prefix hits',
    does: lacksSlots({ arrivals: 25, prompt: 4000, output: 80, cachedShare: 0.9 }, { slots: 32, cacheTokens: 450_000 }),
    settings: declared({ slots: 32, budget: 8192, hardware: true }),
    fires: OVERLOADED,
  },
  {
    name: 'slots: 32, long outputs',
    does: lacksSlots({ arrivals: 0.45, prompt: 100, output: 4000 }, { slots: 32, cacheTokens: 450_000 }, 10),
    settings: declared({ slots: 32 }),
  },
  {
    name: 'slots: 48, after old preemptions',
    does: {
      ...lacksSlots({ arrivals: 40, prompt: 300, output: 80 }, { slots: 48, cacheTokens: 450_000 }),
      ...preemptionsEver(90),
    },
    settings: declared({ slots: 48 }),
    fires: OVERLOADED,
  },
  {
    name: 'slots: 48, vLLM that does not say why requests wait',
    does: {
      ...lacksSlots({ arrivals: 40, prompt: 300, output: 80 }, { slots: 48, cacheTokens: 450_000 }),
      ...WITHOUT_REASONS,
    },
    fires: OVERLOADED,
  },
  {
    name: 'slots: 24, some of them held back besides',
    does: {
      ...lacksSlots({ arrivals: 24 / 1.63, prompt: 300, output: 80 }, { slots: 24, cacheTokens: 450_000 }, 20),
      deferred: '3x10',
    },
    settings: declared({ slots: 24 }),
  },
  {
    name: 'slots: 12, long prompts',
    does: lacksSlots(
      { arrivals: 5, prompt: 9000, output: 80, prefillSeconds: 1.2 },
      { slots: 12, cacheTokens: 450_000 },
      6,
    ),
    settings: declared({ slots: 12, budget: 8192 }),
  },
  // 256 ÷ 40.03 s = 6.4 a second, so sixty wait for 9.4 s each.
  {
    name: 'slots: 256, outputs of forty seconds, and a wait of nine before them',
    does: lacksSlots({ arrivals: 256 / 40.03, prompt: 300, output: 2000 }, { slots: 256, cacheTokens: 450_000 }, 60),
    settings: declared({ slots: 256 }),
  },
]);

const CACHE = ['kv-cache-capacity', 'preemption-churn'];
const GROWS = [...CACHE, 'arrival-overload'];

export const CACHES = constructed({ boundBy: 'kv-cache-capacity', fires: CACHE }, [
  {
    name: 'cache: thrashing',
    does: lacksCache(
      { arrivals: 4, prompt: 1000, output: 600 },
      { slots: 256, cacheTokens: 40_000 },
      { preemptionsPerRequest: 1.3 },
    ),
    fires: GROWS,
    settings: declared({ slots: 256 }),
  },
  {
    name: 'cache: strong, nothing declared',
    does: lacksCache({ arrivals: 5, prompt: 2000, output: 400 }, { slots: 256, cacheTokens: 60_000 }),
    fires: GROWS,
  },
  {
    name: 'cache: mild',
    does: lacksCache(
      { arrivals: 5.4, prompt: 2000, output: 400 },
      { slots: 256, cacheTokens: 100_000 },
      { queued: 15, preemptionsPerRequest: 0.15 },
    ),
    settings: declared({ slots: 256 }),
  },
  {
    name: 'cache: long outputs',
    does: lacksCache(
      { arrivals: 1, prompt: 200, output: 4000 },
      { slots: 256, cacheTokens: 80_000 },
      { preemptionsPerRequest: 0.8, queued: 20 },
    ),
    settings: declared({ slots: 256 }),
  },
  {
    name: 'cache: long outputs, more than finish',
    does: lacksCache(
      { arrivals: 1, prompt: 200, output: 4000 },
      { slots: 256, cacheTokens: 80_000 },
      { preemptionsPerRequest: 0.8, queued: 20 },
    ),
    fires: GROWS,
  },
  {
    name: 'cache: large, with hits',
    does: lacksCache(
      { arrivals: 50, prompt: 3000, output: 300, cachedShare: 0.7 },
      { slots: 1024, cacheTokens: 450_000 },
      { queued: 60 },
    ),
    settings: declared({ slots: 1024, budget: 8192, hardware: true }),
    fires: GROWS,
  },
  {
    name: 'cache: short bursts of room',
    does: lacksCache(
      { arrivals: 3, prompt: 3000, output: 300 },
      { slots: 128, cacheTokens: 50_000 },
      { use: [0.86, 0.14], queued: 5 },
    ),
    settings: declared({ slots: 128 }),
  },
  {
    name: 'cache: as many as run in a closed loop, flat',
    does: {
      ...lacksCache({ arrivals: 1, prompt: 7000, output: 500 }, { slots: 64, cacheTokens: 30_000 }),
      running: '4x10',
      kvCacheUsage: '0.97x10',
    },
    fires: GROWS,
  },
  {
    name: 'cache: without preemptions, prompts wait for room',
    does: lacksCache(
      { arrivals: 4, prompt: 8000, output: 50 },
      { slots: 128, cacheTokens: 30_000 },
      { preemptionsPerRequest: 0, queued: 6 },
    ),
    settings: declared({ slots: 128 }),
    fires: ['kv-cache-capacity'],
  },
  {
    name: 'cache: old vLLM that does not say why requests wait',
    does: {
      ...lacksCache({ arrivals: 5, prompt: 2000, output: 400 }, { slots: 256, cacheTokens: 60_000 }),
      ...WITHOUT_REASONS,
    },
    fires: GROWS,
  },
  {
    name: 'cache: prompts of a quarter of it, which find no room at 85 %',
    does: {
      ...lacksCache(
        { arrivals: 1, prompt: 8000, output: 200 },
        { slots: 64, cacheTokens: 30_000 },
        { use: [0.8, 0.05], preemptionsPerRequest: 0 },
      ),
    },
    fires: ['kv-cache-capacity'],
    settings: declared({ slots: 64 }),
  },
  {
    name: 'cache: the same, three run at a time, nothing declared',
    does: {
      ...lacksCache(
        { arrivals: 1, prompt: 8000, output: 200 },
        { slots: 64, cacheTokens: 30_000 },
        { use: [0.82, 0.03], preemptionsPerRequest: 0 },
      ),
      running: '3x10',
    },
    fires: ['kv-cache-capacity'],
  },
]);

export const BUDGETS = constructed({ boundBy: 'prefill-token-budget', fires: ['prefill-token-budget'] }, [
  {
    name: 'budget: 2048, long prompts',
    does: lacksBudget(
      { arrivals: 3, prompt: 8000, output: 20, stepSeconds: 0.1 },
      { slots: 128, cacheTokens: 450_000, budget: 2048 },
    ),
    settings: declared({ slots: 128, budget: 2048 }),
  },
  {
    name: 'budget: 8192, the queue grows',
    does: lacksBudget(
      { arrivals: 12, prompt: 4000, output: 40, stepSeconds: 0.25 },
      { slots: 128, cacheTokens: 450_000, budget: 8192 },
    ),
    settings: declared({ slots: 128, budget: 8192 }),
    fires: ['prefill-token-budget', 'arrival-overload'],
  },
  {
    name: 'budget: 512, mild',
    does: lacksBudget(
      { arrivals: 5.4, prompt: 900, output: 30, stepSeconds: 0.1 },
      { slots: 64, cacheTokens: 450_000, budget: 500 },
      12,
    ),
    settings: declared({ slots: 64, budget: 512 }),
  },
  {
    name: 'budget: 16384, short prompts',
    does: lacksBudget(
      { arrivals: 85, prompt: 500, output: 10, stepSeconds: 0.4 },
      { slots: 1024, cacheTokens: 450_000, budget: 16_384 },
      100,
    ),
    settings: declared({ slots: 1024, budget: 16_384 }),
  },
  {
    name: 'budget: hits, but what is left fills the steps',
    does: lacksBudget(
      { arrivals: 8, prompt: 6000, output: 30, cachedShare: 0.5, stepSeconds: 0.2 },
      { slots: 128, cacheTokens: 450_000, budget: 4096 },
      10,
    ),
    settings: declared({ slots: 128, budget: 4096 }),
  },
  {
    name: 'budget: KV cache up to 85 % full',
    does: lacksBudget(
      { arrivals: 4, prompt: 4000, output: 60, stepSeconds: 0.25 },
      { slots: 128, cacheTokens: 330_000, budget: 4000 },
      25,
    ),
    settings: declared({ slots: 128, budget: 4096 }),
  },
  {
    name: 'budget: the default of the hardware',
    does: lacksBudget(
      { arrivals: 9, prompt: 4000, output: 40, stepSeconds: 0.25 },
      { slots: 256, cacheTokens: 450_000, budget: 8192 },
      20,
    ),
    settings: declared({ slots: 256, hardware: true }),
  },
]);

// A budget for images, a coordinator, a plugin: whatever it is, no rule can see it.
export const OVERLOADS = constructed({ boundBy: 'arrival-overload', fires: ['arrival-overload'] }, [
  {
    name: 'overload: twice what it admits',
    does: admits({ arrivals: 10, prompt: 300, output: 300 }, 5),
    settings: declared({ slots: 256, budget: 8192 }),
  },
  {
    name: 'overload: mild',
    does: admits({ arrivals: 6, prompt: 300, output: 300 }, 5, undefined, 10),
    settings: declared({ slots: 256, budget: 8192 }),
  },
  { name: 'overload: nothing declared', does: admits({ arrivals: 9, prompt: 200, output: 400 }, 3) },
  {
    name: 'overload: long prompts, steps half empty',
    does: admits({ arrivals: 4, prompt: 4000, output: 200, prefillSeconds: 0.5 }, 2),
    settings: declared({ slots: 256, budget: 16_384 }),
  },
  {
    name: 'overload: high use of the KV cache',
    does: admits({ arrivals: 8, prompt: 3000, output: 400 }, 4, { slots: 256, cacheTokens: 150_000 }),
    settings: declared({ slots: 256, budget: 8192 }),
  },
  {
    name: 'overload: short outputs',
    does: admits({ arrivals: 60, prompt: 100, output: 60 }, 30),
    settings: declared({ slots: 256, budget: 8192 }),
  },
  {
    name: 'overload: one of three replicas, all full',
    does: admits({ arrivals: 10, prompt: 300, output: 300 }, 5),
    replicas: [
      admits({ arrivals: 10, prompt: 300, output: 300 }, 5),
      admits({ arrivals: 11, prompt: 300, output: 300 }, 5),
    ],
  },
]);

export const DEFERRALS = constructed({ boundBy: 'deferred-admission', fires: ['deferred-admission'] }, [
  {
    name: 'held back: all that wait, few slots taken',
    does: holdsBack({ arrivals: 2, prompt: 400, output: 150 }, '8x10'),
    settings: declared({ slots: 256 }),
  },
  {
    name: 'held back: most of those that wait',
    does: holdsBack(
      { arrivals: 4, prompt: 400, output: 150 },
      '10 12 9 11 13 8 10 9 12 11 10',
      '7 9 6 8 9 6 7 6 9 8 7',
    ),
    settings: declared({ slots: 256 }),
  },
  {
    name: 'held back: nothing declared',
    does: holdsBack({ arrivals: 3, prompt: 400, output: 150 }, '6 7 5 8 6 4 7 6 5 6 6'),
  },
  {
    name: 'held back: mild, a quarter waits',
    does: holdsBack({ arrivals: 6, prompt: 400, output: 150 }, '6x10', '5x10'),
    settings: declared({ slots: 64 }),
  },
  {
    name: 'held back: strong, the queue grows',
    does: holdsBack({ arrivals: 2, prompt: 400, output: 150 }, '0+20x10'),
    settings: declared({ slots: 256 }),
    fires: ['deferred-admission', 'arrival-overload'],
  },
  {
    name: 'held back: KV cache 88 % full',
    does: holdsBack({ arrivals: 4, prompt: 2000, output: 500 }, '15x10', '15x10', {
      slots: 256,
      cacheTokens: 122_000,
    }),
    settings: declared({ slots: 256 }),
  },
  {
    name: 'held back: a fixed number of clients, running flat, nothing declared',
    does: { ...holdsBack({ arrivals: 4, prompt: 400, output: 150 }, '20x10'), running: '12x10' },
  },
]);

export const FRONT_ENDS = constructed({ boundBy: 'frontend-bound', fires: ['frontend-bound'] }, [
  {
    name: 'front end: as long as the engine',
    does: { ...serves({ arrivals: 5, prompt: 400, output: 100 }), frontendSeconds: 2 },
  },
  {
    name: 'front end: mild',
    does: { ...serves({ arrivals: 5, prompt: 400, output: 100 }), frontendSeconds: 0.7 },
    settings: declared({ slots: 256, budget: 8192 }),
  },
  {
    name: 'front end: short answers',
    does: { ...serves({ arrivals: 40, prompt: 300, output: 10 }), frontendSeconds: 1.5 },
  },
  {
    name: 'front end: long outputs',
    does: { ...serves({ arrivals: 1, prompt: 300, output: 2000 }), frontendSeconds: 30 },
  },
  {
    name: 'front end: small model',
    does: {
      ...serves({ arrivals: 30, prompt: 200, output: 100, stepSeconds: 0.005, prefillSeconds: 0.015 }),
      frontendSeconds: 0.4,
    },
    settings: declared({ slots: 256, budget: 8192 }),
  },
  {
    name: 'front end: with hits and old preemptions',
    does: {
      ...serves({ arrivals: 5, prompt: 3000, output: 100, cachedShare: 0.9 }),
      frontendSeconds: 3,
      ...preemptionsEver(12),
    },
  },
]);
