import { expect, it } from 'vitest';
import { fleetTable, PLAIN } from '../../../src/report/index.ts';
import { vllm, windowOf } from '../../build-page.ts';
import { reportOf } from '../build-report.ts';

const settings = { deployment: { match: {}, engine: { maxNumSeqs: 16 } } };

interface Load {
  readonly running?: string;
  readonly waiting?: string;
  readonly tokens?: string;
  readonly usage?: string;
  readonly awake?: string;
}

/** What the STATE column says of an engine watched for 20 s; it works, with room for more, unless said otherwise. */
function stateOf({ running = '1x2', waiting = '0x2', tokens = '0+5x2', usage = '0.5x2', awake = '1x2' }: Load): string {
  const window = windowOf({
    everySeconds: 10,
    series: {
      [vllm('num_requests_running')]: running,
      [vllm('num_requests_waiting')]: waiting,
      [vllm('generation_tokens_total')]: tokens,
      [vllm('kv_cache_usage_perc')]: usage,
      'vllm:engine_sleep_state{engine="0",model_name="m",sleep_state="awake"}': awake,
    },
  });
  const [header = '', row = ''] = fleetTable(reportOf([window], { settings }).engines, PLAIN);
  const from = header.indexOf('STATE');
  return row.slice(from, header.indexOf('NEW WAIT')).trim();
}

it.each<[string, Load]>([
  ['—', {}],
  ['idle', { running: '0x2', tokens: '5x2' }],
  ['hung', { tokens: '5x2' }],
  ['stalled', { running: '0x2', waiting: '1x2', tokens: '5x2' }],
  ['asleep', { running: '0x2', tokens: '5x2', awake: '0x2' }],
  ['sequence slots full', { running: '16x2', waiting: '3x2' }],
  ['KV cache full', { waiting: '3x2', usage: '0.96x2' }],
  ['sequence slots, KV cache full', { running: '16x2', waiting: '3x2', usage: '0.96x2' }],
  ['hung', { running: '16x2', waiting: '3x2', tokens: '5x2' }], // a full engine that hangs, hangs
])('%s: %j', (state, load) => {
  expect(stateOf(load)).toBe(state);
});
