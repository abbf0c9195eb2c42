import { constructed, declared, type Constructed } from './scenario.ts';
import { endsOtherwise, lacksCache, lacksSlots, losesSilently, serves } from './serving.ts';

const CHAT = { arrivals: 5, prompt: 400, output: 200 };

// What clients left behind: the gauges of the moment when all gave up, and little traffic since.
export const STALE = constructed({ boundBy: 'arrivals', fires: ['stale-gauges'] }, [
  {
    name: 'stale: twenty shown, one runs',
    does: { ...serves({ arrivals: 0.5, prompt: 300, output: 100 }), running: '20x10' },
  },
  {
    name: 'stale: five shown, hardly any run',
    does: { ...serves({ arrivals: 0.1, prompt: 300, output: 100 }), running: '5x10' },
  },
  {
    name: 'stale: two hundred shown',
    does: {
      ...serves({ arrivals: 2, prompt: 300, output: 100 }),
      running: '200 203 201 204 202 203 201 202 201 202 200',
      kvCacheUsage: '0.8x10',
    },
    settings: declared({ slots: 256 }),
  },
  {
    name: 'stale: with a full KV cache shown',
    does: { ...serves({ arrivals: 1, prompt: 300, output: 100 }), running: '60x10', kvCacheUsage: '0.99x10' },
  },
  {
    name: 'stale: three times as many as run',
    does: { ...serves({ arrivals: 3, prompt: 300, output: 100 }), running: '18 19 17 18 19 18 17 18 19 18 18' },
  },
  {
    name: 'stale: queue and slots stay as they were, beside little traffic',
    does: { ...serves({ arrivals: 0.2, prompt: 300, output: 100 }), running: '16x10', waiting: '9x10' },
  },
]);

export const ERRORS = constructed({ boundBy: 'arrivals', fires: ['error-finishes'] }, [
  { name: 'errors: two of a hundred', does: endsOtherwise(serves(CHAT), { error: 0.02 }) },
  { name: 'errors: a third', does: endsOtherwise(serves(CHAT), { error: 0.33 }) },
  { name: 'errors: all', does: endsOtherwise(serves(CHAT), { error: 1 }) },
  { name: 'errors: light load', does: endsOtherwise(serves({ ...CHAT, arrivals: 0.5 }), { error: 0.2 }) },
  {
    name: 'errors: many hits, cut answers and cancelled ones besides',
    does: endsOtherwise(serves({ ...CHAT, cachedShare: 0.8 }), { error: 0.05, length: 0.2, abort: 0.02 }),
    settings: declared({ slots: 256, budget: 8192, hardware: true }),
  },
  {
    name: 'errors: while slots are short',
    does: endsOtherwise(lacksSlots({ arrivals: 12, prompt: 300, output: 80 }, { slots: 16, cacheTokens: 450_000 }, 8), {
      error: 0.05,
    }),
    settings: declared({ slots: 16 }),
    boundBy: 'sequence-cap',
    fires: ['sequence-cap', 'error-finishes'],
  },
]);

export const ABORTS = constructed({ boundBy: 'arrivals', fires: ['client-aborts'] }, [
  { name: 'aborts: one in five, uncounted', does: losesSilently(serves(CHAT), 1.25) },
  { name: 'aborts: one in ten, uncounted', does: losesSilently(serves({ ...CHAT, arrivals: 9 }), 1) },
  { name: 'aborts: counted', does: endsOtherwise(serves(CHAT), { abort: 0.2 }) },
  { name: 'aborts: more than half', does: losesSilently(serves(CHAT), 7) },
  { name: 'aborts: some counted, some not', does: losesSilently(endsOtherwise(serves(CHAT), { abort: 0.05 }), 0.3) },
  {
    name: 'aborts: busy engine, a few wait',
    does: { ...losesSilently(serves({ arrivals: 12, prompt: 400, output: 200 }), 2), waiting: '0 2 0 0 3 1 0 0 2 0 0' },
    settings: declared({ slots: 256 }),
  },
  {
    name: 'aborts: while slots are short',
    does: losesSilently(
      lacksSlots({ arrivals: 16 / 1.63, prompt: 200, output: 80 }, { slots: 16, cacheTokens: 450_000 }, 8),
      2,
    ),
    settings: declared({ slots: 16 }),
    boundBy: 'sequence-cap',
    fires: ['sequence-cap', 'client-aborts'],
  },
]);

const LIGHT = serves({ arrivals: 1, prompt: 300, output: 80 });
const BUSY = lacksSlots({ arrivals: 11, prompt: 300, output: 80 }, { slots: 16, cacheTokens: 450_000 });
const SPREAD = ['sequence-cap', 'replica-imbalance'];

export const IMBALANCES = constructed({ boundBy: 'sequence-cap', fires: SPREAD }, [
  { name: 'imbalance: one full, two light', does: BUSY, replicas: [LIGHT, LIGHT], settings: declared({ slots: 16 }) },
  { name: 'imbalance: nothing declared', does: BUSY, replicas: [LIGHT] },
  {
    name: 'imbalance: seven others',
    does: BUSY,
    replicas: Array.from({ length: 7 }, () => LIGHT),
    settings: declared({ slots: 16 }),
  },
  {
    name: 'imbalance: the others have some, too',
    does: BUSY,
    replicas: [serves({ arrivals: 5, prompt: 300, output: 80 }), serves({ arrivals: 4, prompt: 300, output: 80 })],
    settings: declared({ slots: 16 }),
  },
  {
    name: 'imbalance: the KV cache of one is full',
    does: lacksCache({ arrivals: 5, prompt: 2000, output: 400 }, { slots: 256, cacheTokens: 60_000 }),
    replicas: [LIGHT, LIGHT],
    settings: declared({ slots: 256 }),
    boundBy: 'kv-cache-capacity',
    fires: ['kv-cache-capacity', 'preemption-churn', 'replica-imbalance'],
  },
  {
    name: 'imbalance: others idle',
    does: BUSY,
    replicas: [{ ...serves({ arrivals: 0.01, prompt: 300, output: 80 }), running: '0x10' }],
    settings: declared({ slots: 16 }),
  },
]);

const GAUGE_OF_WAITING = 'vllm:num_requests_waiting{engine="0",model_name="m"}';
const withoutQueueGauge = (does: Constructed['does']): Constructed['does'] => ({
  ...does,
  series: { [GAUGE_OF_WAITING]: undefined },
});

// What would tell has been taken away, so nobody can tell.
export const UNDECIDABLE = constructed({ boundBy: 'unknown' }, [
  { name: 'unknown: nobody counts who waits, light', does: withoutQueueGauge(LIGHT) },
  {
    name: 'unknown: nobody counts who waits, slots taken',
    does: withoutQueueGauge(BUSY),
    settings: declared({ slots: 16 }),
  },
  {
    name: 'unknown: nobody counts who waits, cache full',
    does: withoutQueueGauge(
      lacksCache({ arrivals: 5, prompt: 2000, output: 400 }, { slots: 256, cacheTokens: 60_000 }),
    ),
  },
  {
    name: 'unknown: a queue that stays, the cap is nowhere to be seen',
    does: { ...serves({ arrivals: 4, prompt: 400, output: 150 }), waiting: '6 7 5 8 6 4 7 6 5 6 6', queueSeconds: 1.5 },
  },
  {
    name: 'unknown: a queue that stays, long prompts, budget not declared',
    does: { ...serves({ arrivals: 4, prompt: 4000, output: 50 }), waiting: '6 7 5 8 6 4 7 6 5 6 6', queueSeconds: 1.5 },
    settings: declared({ slots: 256 }),
  },
]);
