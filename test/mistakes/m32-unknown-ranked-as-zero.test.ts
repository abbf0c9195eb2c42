import { expect, test } from 'vitest';
import { vllm, windowsOf } from '../build-page.ts';
import { reportOf } from './load.ts';

// Truth: behind engine 1 300 wait and nobody gets in; behind engine 0 one waits 1 s.
test('M32: an unknown wait does not put an engine behind one whose wait is known', () => {
  const of = (engine: number, waiting: number, firstTokens: string) => {
    const labels = `{engine="${engine}",model_name="m"}`;
    return {
      [vllm('num_requests_running', labels)]: '4x3',
      [vllm('num_requests_waiting', labels)]: `${waiting}x3`,
      [vllm('generation_tokens_total', labels)]: '0+100x3',
      [vllm('time_to_first_token_seconds_count', labels)]: firstTokens,
      [vllm('time_to_first_token_seconds_sum', labels)]: firstTokens,
    };
  };
  const series = { ...of(0, 1, '0+10x3'), ...of(1, 300, '50x3') };
  const report = reportOf(windowsOf({ series, everySeconds: 10 }));
  expect(report.engines.map(({ engine }) => engine)).toEqual(['1', '0']);
});
