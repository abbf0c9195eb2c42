import { constructed, declared } from './scenario.ts';
import { endsOtherwise, losesSilently, ROOM, serves, STANDS_STILL } from './serving.ts';

const IDLE = { ...STANDS_STILL, running: '0x10', waiting: '0x10', kvCacheUsage: '0x10' };
const CHAT = { arrivals: 5, prompt: 400, output: 200 };
const own = (name: string, further = '') => `vllm:${name}{engine="0",model_name="m"${further}}`;
const preemptionsEver = (count: number) => ({ series: { [own('num_preemptions_total')]: `${count}x10` } });

/** Engines whose users have nothing to complain of, with all that looks like trouble and is none. */
export const HEALTHY = constructed({ boundBy: 'arrivals', isHealthy: true }, [
  { name: 'idle', does: IDLE },
  { name: 'idle, with preemptions long ago', does: { ...IDLE, ...preemptionsEver(812) } },
  { name: 'idle, everything declared', does: IDLE, settings: declared({ slots: 256, budget: 8192, hardware: true }) },
  { name: 'one request in a minute', does: serves({ arrivals: 0.02, prompt: 300, output: 100 }) },
  { name: 'light', does: serves({ arrivals: 0.3, prompt: 300, output: 150 }) },
  { name: 'light, long outputs', does: serves({ arrivals: 0.1, prompt: 200, output: 4000 }) },
  { name: 'light, long prompts', does: serves({ arrivals: 0.1, prompt: 12_000, output: 200, prefillSeconds: 0.6 }) },
  { name: 'steady', does: serves(CHAT) },
  {
    name: 'steady, everything declared',
    does: serves(CHAT),
    settings: declared({ slots: 256, budget: 8192, hardware: true }),
  },
  { name: 'steady, an objective met', does: serves(CHAT), settings: declared({ slots: 256, ttftSeconds: 0.5 }) },
  {
    name: 'steady, small slots just enough',
    does: serves(CHAT, { slots: 32, cacheTokens: 450_000 }),
    settings: declared({ slots: 32 }),
  },
  { name: 'busy', does: serves({ arrivals: 20, prompt: 500, output: 250, stepSeconds: 0.025 }) },
  {
    name: 'busy, everything declared',
    does: serves({ arrivals: 20, prompt: 500, output: 250, stepSeconds: 0.025 }),
    settings: declared({ slots: 256, budget: 8192, hardware: true }),
  },
  {
    name: 'very busy, nine of ten slots taken',
    does: serves({ arrivals: 56, prompt: 200, output: 120, stepSeconds: 0.03 }),
    settings: declared({ slots: 256 }),
  },
  {
    name: 'KV cache 92 % full and nobody waits',
    does: serves({ arrivals: 4, prompt: 2000, output: 500 }, { slots: 256, cacheTokens: 119_000 }),
    settings: declared({ slots: 256 }),
  },
  {
    name: 'KV cache 98 % full and nobody waits',
    does: serves({ arrivals: 4, prompt: 2000, output: 500 }, { slots: 256, cacheTokens: 107_000 }),
  },
  {
    name: 'KV cache nearly full all the time',
    does: {
      ...serves({ arrivals: 2, prompt: 6000, output: 500 }, { slots: 64, cacheTokens: 160_000 }),
      kvCacheUsage: '0.94 0.95 0.93 0.96 0.92 0.95 0.91 0.95 0.94 0.94 0.94',
    },
  },
  { name: 'cold prefix cache by nature', does: serves({ arrivals: 8, prompt: 900, output: 100, cachedShare: 0 }) },
  { name: 'few prefix hits', does: serves({ arrivals: 8, prompt: 900, output: 100, cachedShare: 0.08 }) },
  { name: 'many prefix hits', does: serves({ arrivals: 8, prompt: 3000, output: 100, cachedShare: 0.86 }) },
  {
    name: 'nearly all prompts cached',
    does: serves({ arrivals: 12, prompt: 6000, output: 60, cachedShare: 0.99, prefillSeconds: 0.02 }),
  },
  {
    name: 'prefix caching off',
    does: {
      ...serves(CHAT),
      cacheConfig: { block_size: '16', num_gpu_blocks: '28125', enable_prefix_caching: 'False' },
    },
  },
  {
    name: 'long prompts, a first token takes three seconds',
    does: serves({ arrivals: 0.2, prompt: 60_000, output: 300, prefillSeconds: 3 }),
  },
  {
    name: 'long prompts and a budget far from full',
    does: serves({ arrivals: 0.5, prompt: 7000, output: 300, prefillSeconds: 0.4 }),
    settings: declared({ slots: 64, budget: 8192 }),
  },
  {
    name: 'reasoning: outputs of eight thousand tokens',
    does: serves({ arrivals: 0.3, prompt: 500, output: 8000, stepSeconds: 0.012 }),
  },
  {
    name: 'classification: one token each',
    does: serves({ arrivals: 30, prompt: 250, output: 1, prefillSeconds: 0.03 }),
  },
  { name: 'short answers', does: serves({ arrivals: 25, prompt: 600, output: 8 }) },
  {
    name: 'two short bursts',
    does: {
      ...serves({ arrivals: 6, prompt: 400, output: 150 }),
      waiting: '0 0 0 5 0 0 0 0 4 0 0',
      running: '18 17 19 34 22 17 18 16 30 20 18',
    },
  },
  {
    name: 'one burst that reaches the cap',
    does: {
      ...serves({ arrivals: 5, prompt: 400, output: 150 }),
      waiting: '0 0 0 0 7 0 0 0 0 0 0',
      running: '15 14 16 18 32 24 15 14 15 16 15',
    },
    settings: declared({ slots: 32 }),
  },
  {
    name: 'one waits now and then at high load',
    does: {
      ...serves({ arrivals: 10, prompt: 400, output: 150, stepSeconds: 0.03 }),
      waiting: '0 2 0 1 3 0 2 0 1 0 1',
    },
  },
  {
    name: 'as many wait as random arrivals cost',
    does: {
      ...serves({ arrivals: 12, prompt: 300, output: 150 }),
      running: '40 39 40 38 40 36 40 40 37 39 40',
      waiting: '2 0 3 0 5 0 1 4 0 0 2',
      queueSeconds: 0.13,
    },
    settings: declared({ slots: 40 }),
  },
  {
    name: 'a closed loop of clients, running flat',
    does: { ...serves({ arrivals: 10, prompt: 300, output: 158 }), running: '32x10' },
  },
  {
    name: 'the load rises',
    does: {
      ...serves({ arrivals: 4, prompt: 400, output: 150 }),
      running: '2 3 5 7 9 11 13 15 17 19 21',
      firstTokensPerSecond: 4.19,
    },
  },
  {
    name: 'the load falls',
    does: {
      ...serves({ arrivals: 4, prompt: 400, output: 150 }),
      running: '21 19 17 15 13 11 9 7 5 3 1',
      firstTokensPerSecond: 3.8,
    },
  },
  {
    name: 'speculation that pays',
    does: {
      ...serves({ arrivals: 4, prompt: 500, output: 200, stepSeconds: 0.012 }),
      drafts: { perSecond: 300, tokens: 3, accepted: 2.1 },
    },
  },
  {
    name: 'speculation with modest acceptance',
    does: {
      ...serves({ arrivals: 2, prompt: 500, output: 200, stepSeconds: 0.015 }),
      drafts: { perSecond: 200, tokens: 3, accepted: 1.2 },
    },
  },
  { name: 'preemptions before the window', does: { ...serves(CHAT), ...preemptionsEver(35) } },
  {
    name: 'two preemptions among a thousand requests',
    does: { ...serves({ arrivals: 10, prompt: 500, output: 200 }), preemptionsPerSecond: 0.02 },
  },
  { name: 'many answers reach their limit', does: endsOtherwise(serves(CHAT), { length: 0.3 }) },
  { name: 'all answers end at their limit, as a benchmark wants', does: endsOtherwise(serves(CHAT), { length: 1 }) },
  { name: 'one of fifty is cancelled', does: endsOtherwise(serves(CHAT), { abort: 0.02 }) },
  { name: 'a few leave early', does: losesSilently(serves({ arrivals: 10, prompt: 300, output: 100 }), 0.1) },
  { name: 'one error in five hundred', does: endsOtherwise(serves(CHAT), { error: 0.002 }) },
  {
    name: 'a large model, steps of 80 ms',
    does: serves({ arrivals: 1.5, prompt: 800, output: 300, stepSeconds: 0.08, prefillSeconds: 0.5 }),
  },
  {
    name: 'a small model, steps of 5 ms',
    does: serves({ arrivals: 30, prompt: 200, output: 100, stepSeconds: 0.005, prefillSeconds: 0.015 }),
  },
  {
    name: 'an old vLLM',
    does: {
      ...serves(CHAT),
      cacheConfig: undefined,
      series: {
        [own('num_requests_waiting_by_reason', ',reason="deferred"')]: undefined,
        [own('engine_sleep_state', ',sleep_state="awake"')]: undefined,
        [own('prompt_tokens_cached_total')]: undefined,
        [own('prompt_tokens_by_source_total', ',source="local_compute"')]: undefined,
      },
    },
  },
  {
    name: 'one of three, all alike',
    does: serves(CHAT),
    replicas: [serves({ ...CHAT, arrivals: 5.5 }), serves({ ...CHAT, arrivals: 4.5 })],
  },
  {
    name: 'far more than the others and nobody waits',
    does: serves({ ...CHAT, arrivals: 15 }),
    replicas: [serves({ ...CHAT, arrivals: 2 }), serves({ ...CHAT, arrivals: 1 })],
  },
  { name: 'idle beside busy ones', does: IDLE, replicas: [serves(CHAT), serves(CHAT)] },
  { name: 'a front end of some milliseconds', does: { ...serves(CHAT), frontendSeconds: 0.03 } },
  {
    name: 'prompts of unlike lengths, some slow tokens',
    does: { ...serves({ arrivals: 3, prompt: 3000, output: 200, prefillSeconds: 0.15 }), itlSecondsSlowest: 0.09 },
  },
  {
    name: 'many streams whose requests wait for nothing but their adapter now and then',
    does: {
      ...serves({ arrivals: 10, prompt: 300, output: 120 }),
      waiting: '0 1 0 1 0 0 2 0 0 1 0',
      deferred: '0 1 0 1 0 0 2 0 0 1 0',
    },
  },
  {
    name: 'an hour after sleep, serving again',
    does: { ...serves(CHAT), series: { [own('engine_sleep_state', ',sleep_state="awake"')]: '0 1 1 1 1 1 1 1 1 1 1' } },
  },
  {
    name: 'a large cache hardly used',
    does: serves({ arrivals: 6, prompt: 100, output: 100 }, { ...ROOM, cacheTokens: 4_000_000 }),
  },
]);
