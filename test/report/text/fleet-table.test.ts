import { describe, expect, it } from 'vitest';
import { fleetTable, PLAIN, silentOf, type EngineReport } from '../../../src/report/index.ts';
import { vllm, windowOf } from '../../build-page.ts';
import { about, engineWith } from '../../exporter/engine.ts';
import { reportOf } from '../build-report.ts';

const settings = { deployment: { match: {}, engine: { maxNumSeqs: 16 } } };

interface Load {
  readonly running?: string;
  readonly waiting?: string;
  readonly tokens?: string;
  readonly usage?: string;
  readonly awake?: string;
}

/** What the STATE column says of an engine that was watched for 20 s and not diagnosed; it works, with room for more, unless said otherwise. */
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

describe('engines that were diagnosed', () => {
  const bound = (boundBy: string, confidence: 'high' | 'medium' | 'low' = 'high', condition = ''): EngineReport =>
    engineWith({
      verdict: { boundBy, confidence, summary: 's' },
      annotations: condition === '' ? [] : about(condition as Parameters<typeof about>[0]),
    });
  const fleet = { engines: 7, measures: {} };
  const engines = [
    bound('engine-hung', 'high', 'engine-hung'),
    bound('sequence-cap', 'medium'),
    bound('unknown', 'low'),
    bound('sequence-cap'),
    bound('arrivals', 'medium'),
    bound('arrivals', 'high', 'engine-idle'),
  ];

  it('show what binds each, how sure that is where it is not, and how many are bound by what', () => {
    const paint = { ...PLAIN, alarm: (text: string) => `!${text}`, accent: (text: string) => `*${text}` };
    const lines = fleetTable(engines, paint, { fleet, unlisted: [bound('kv-cache-capacity')] });
    const states = lines.slice(1, 7).map((line) => line.split(/ {2,}/)[1]);
    expect(states).toEqual(['!hung', '*sequence-cap (medium)', '*unknown', '*sequence-cap', 'arrivals', 'idle']);
    expect(lines.at(-1)).toBe('bound by: 2 sequence-cap, 1 hung, 1 unknown, 1 kv-cache-capacity, 1 arrivals, 1 idle');
  });

  it('say of a target that does not answer nothing else', () => {
    const [gone, ...others] = engines;
    const all = gone ? [{ ...gone, target: 'gone' }, ...others] : [];
    const silent = silentOf({ errors: [{ target: 'gone', code: 'unreachable', message: '' }] });
    const lines = fleetTable(all, PLAIN, { fleet, silent });
    expect(lines[1]?.split(/ {2,}/)[1]).toBe('no answer');
    expect(lines.at(-1)).toBe('bound by: 2 sequence-cap, 1 no answer, 1 unknown, 1 arrivals, 1 idle');
  });

  it('have no totals where there is no fleet', () => {
    expect(fleetTable(engines, PLAIN).join('\n')).not.toContain('bound by');
  });
});
