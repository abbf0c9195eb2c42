import { constructed, declared } from './scenario.ts';
import { serves, STANDS_STILL } from './serving.ts';

const own = (name: string, further = '') => `vllm:${name}{engine="0",model_name="m"${further}}`;

export const HUNG = constructed({ boundBy: 'engine-hung', fires: ['engine-hung'] }, [
  { name: 'hung: a few run', does: { ...STANDS_STILL, running: '3x10' } },
  {
    name: 'hung: all slots taken and a queue',
    does: { ...STANDS_STILL, running: '16x10', waiting: '40x10' },
    settings: declared({ slots: 16 }),
  },
  { name: 'hung: the same, nothing declared', does: { ...STANDS_STILL, running: '16x10', waiting: '40x10' } },
  {
    name: 'hung: KV cache full',
    does: { ...STANDS_STILL, running: '20x10', waiting: '5x10', kvCacheUsage: '1x10' },
    settings: declared({ slots: 64 }),
  },
  {
    name: 'hung: none runs, many wait',
    does: { ...STANDS_STILL, running: '0x10', waiting: '12x10', kvCacheUsage: '0x10' },
  },
  { name: 'hung: more and more wait', does: { ...STANDS_STILL, running: '8x10', waiting: '0+20x10' } },
  {
    name: 'hung: one long ago',
    does: { ...STANDS_STILL, running: '1x10', kvCacheUsage: '0.01x10' },
    settings: declared({ slots: 256, budget: 8192, hardware: true }),
  },
  {
    name: 'hung: beside replicas that work',
    does: { ...STANDS_STILL, running: '9x10', waiting: '3x10' },
    replicas: [serves({ arrivals: 5, prompt: 400, output: 200 })],
  },
  // The counters stand still for the last forty and seventy seconds.
  {
    name: 'hung: since the middle of the window',
    does: { ...serves({ arrivals: 4, prompt: 400, output: 100 }), running: '8x10' },
    stopsAt: 6,
  },
  {
    name: 'hung: since early in the window, with a queue',
    does: { ...serves({ arrivals: 4, prompt: 400, output: 100 }), running: '8x10', waiting: '0 0 0 0+20x7' },
    stopsAt: 3,
  },
]);

const ASLEEP = { ...STANDS_STILL, asleep: true, kvCacheUsage: '0x10' };

export const SLEEPING = constructed({ boundBy: 'engine-asleep', fires: ['engine-asleep'] }, [
  { name: 'asleep: nobody asks', does: { ...ASLEEP, running: '0x10' } },
  { name: 'asleep: requests wait', does: { ...ASLEEP, running: '0x10', waiting: '7x10' } },
  { name: 'asleep: gauges show running ones', does: { ...ASLEEP, running: '4x10' } },
  {
    name: 'asleep: more and more wait',
    does: { ...ASLEEP, running: '0x10', waiting: '0+15x10' },
    settings: declared({ slots: 16 }),
  },
  {
    name: 'asleep: slots taken and a queue',
    does: { ...ASLEEP, running: '16x10', waiting: '8x10' },
    settings: declared({ slots: 16, budget: 8192, hardware: true }),
  },
  {
    name: 'asleep: went to sleep in the window, after the last request',
    does: {
      ...ASLEEP,
      asleep: false,
      running: '0x10',
      series: { [own('engine_sleep_state', ',sleep_state="awake"')]: '1 1 1 0 0 0 0 0 0 0 0' },
    },
  },
  {
    name: 'asleep: beside replicas that work',
    does: { ...ASLEEP, running: '0x10' },
    replicas: [serves({ arrivals: 5, prompt: 400, output: 200 })],
  },
]);
