import { describe, expect, it } from 'vitest';
import { ruleFile } from '../../../src/exporter/rules/index.ts';
import { whyMissing } from '../../harness/installed.ts';
import { settingsOf } from '../../provisioning/settings.ts';
import { recordedTest } from './promtool.ts';

// 60 requests a minute of each engine: 54 within 0.5 s of TTFT, 58 within 0.05 s of TPOT, 57 within 30 s of e2e.
const engineOf = (model: string, instance: string): Record<string, string> => {
  const labels = `engine="0",instance="${instance}",job="vllm",model_name="${model}"`;
  const counts = {
    request_success_total: 60,
    time_to_first_token_seconds_count: 60,
    'time_to_first_token_seconds_bucket|0.5': 54,
    request_time_per_output_token_seconds_count: 60,
    'request_time_per_output_token_seconds_bucket|0.05': 58,
    e2e_request_latency_seconds_count: 60,
    'e2e_request_latency_seconds_bucket|30.0': 57,
    'request_generation_tokens_bucket|1.0': 0,
  };
  return Object.fromEntries(
    Object.entries(counts).map(([metric, each]) => {
      const [name, edge] = metric.split('|');
      return [`vllm:${name}{${labels}${edge === undefined ? '' : `,le="${edge}"`}}`, `0+${each}x30`];
    }),
  );
};

const series = { ...engineOf('a', 'x:1'), ...engineOf('a', 'y:1'), ...engineOf('b', 'x:1'), ...engineOf('c', 'x:1') };
const settings = settingsOf({
  objectives: [
    { match: { model: 'a', target: 'x:.*' }, ttftSeconds: 0.5, tpotSeconds: 0.05, e2eSeconds: 30 },
    { match: { model: 'a|b' }, e2eSeconds: 30 },
    { ttftSeconds: 0.5, tpotSeconds: 0.05 },
  ],
});
const rules = { 'rules.yml': ruleFile(['recording'], settings, { windowSeconds: 300, runbookUrl: '', pagesUrl: '' }) };
const engine = (model: string, instance: string): string =>
  `{engine="0",instance="${instance}",job="vllm",model_name="${model}"}`;
const model = (name: string): string => `{job="vllm",model_name="${name}"}`;

describe.skipIf(whyMissing('promtool') !== undefined)('several objectives', () => {
  it('each engine is held to the first that matches it, and a model to those of its engines', async () => {
    const scenario = { series, everySeconds: 60, forSeconds: 1200 };
    const high = {
      [engine('a', 'x:1')]: 54 / 60,
      [engine('a', 'y:1')]: 57 / 60,
      [engine('b', 'x:1')]: 57 / 60,
      [engine('c', 'x:1')]: 54 / 60,
    };
    expect(await recordedTest(rules, scenario, 'engine:vllm_goodput_ratio:high5m', high)).toBe('');
    const low = {
      [engine('a', 'x:1')]: (54 + 58 + 57 - 2 * 60) / 60,
      [engine('a', 'y:1')]: 57 / 60,
      [engine('b', 'x:1')]: 57 / 60,
      [engine('c', 'x:1')]: (54 + 58 - 60) / 60,
    };
    expect(await recordedTest(rules, scenario, 'engine:vllm_goodput_ratio:low5m', low)).toBe('');
    const models = {
      [model('a')]: (54 + 57) / 120,
      [model('b')]: 57 / 60,
      [model('c')]: 54 / 60,
    };
    expect(await recordedTest(rules, scenario, 'model:vllm_goodput_ratio:high5m', models)).toBe('');
  });
});
