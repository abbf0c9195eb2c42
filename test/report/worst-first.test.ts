import { expect, it } from 'vitest';
import { renderText } from '../../src/report/index.ts';
import { windowsOf } from '../build-page.ts';
import { reportOf } from './build-report.ts';

interface Load {
  readonly running: number;
  readonly waiting: number;
  readonly usage: number;
  readonly started: number;
  /** Output tokens; as many as started when not given. */
  readonly tokens?: number;
}

/** One engine per load, named by its place; tokens grow unless nothing started. */
function report(loads: Readonly<Record<string, Load>>) {
  const series = Object.entries(loads).flatMap(([model, { running, waiting, usage, started, tokens = started }]) => {
    const labels = `{engine="0",model_name="${model}"}`;
    return [
      [`vllm:num_requests_running${labels}`, `${running} ${running}`],
      [`vllm:num_requests_waiting${labels}`, `${waiting} ${waiting}`],
      [`vllm:kv_cache_usage_perc${labels}`, `${usage} ${usage}`],
      [`vllm:generation_tokens_total${labels}`, `0 ${tokens}`],
      [`vllm:time_to_first_token_seconds_sum${labels}`, `0 ${started}`],
      [`vllm:time_to_first_token_seconds_count${labels}`, `0 ${started}`],
    ];
  });
  return reportOf(windowsOf({ everySeconds: 10, series: Object.fromEntries(series) as Record<string, string> }));
}

it('stuck engines, then by the wait of a new request, then by those waiting, then by KV cache use', () => {
  const { engines } = report({
    calm: { running: 1, waiting: 0, usage: 0.1, started: 9 },
    full: { running: 1, waiting: 0, usage: 0.8, started: 9 },
    short: { running: 4, waiting: 2, usage: 0.1, started: 10 }, // waits 2 s
    long: { running: 4, waiting: 9, usage: 0.1, started: 10 }, // waits 9 s
    same: { running: 4, waiting: 18, usage: 0.1, started: 20 }, // 9 s too, but more wait
    stalled: { running: 0, waiting: 1, usage: 0, started: 0 },
    hung: { running: 1, waiting: 0, usage: 0, started: 0 },
  });
  expect(engines.map(({ model }) => model)).toEqual(['stalled', 'hung', 'same', 'long', 'short', 'full', 'calm']);
});

it('requests wait and none is admitted: the longest wait of all', () => {
  // Tokens still grow, so it is not stuck.
  const { engines } = report({
    long: { running: 4, waiting: 900, usage: 0.1, started: 1 },
    blocked: { running: 4, waiting: 1, usage: 0.1, started: 0, tokens: 5 },
  });
  expect(engines.map(({ model }) => model)).toEqual(['blocked', 'long']);
});

it('engines alike keep their order', () => {
  const alike = { running: 1, waiting: 0, usage: 0.5, started: 9 };
  expect(report({ b: alike, a: alike, c: alike }).engines.map(({ model }) => model)).toEqual(['b', 'a', 'c']);
});

it('the text shows all in the table and only the worst in full', () => {
  const load = { running: 1, waiting: 0, usage: 0.5, started: 9 };
  const text = renderText(report({ one: load, two: load, three: load, four: load }), { top: 2 });
  const lines = text.split('\n');
  expect(lines.slice(1, 5).map((line) => line.split(' ')[0])).toEqual(['one', 'two', 'three', 'four']);
  expect(lines.filter((line) => line.includes('HOW BUSY'))).toHaveLength(2);
});
