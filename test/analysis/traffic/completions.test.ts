import { expect, it } from 'vitest';
import { ENGINE, histogram, measuresOf, vllm } from '../../build-page.ts';

const finished = (reason: string): string =>
  vllm('request_success_total', `${ENGINE.slice(0, -1)},finished_reason="${reason}"}`);

it('completions by finish reason add up to the whole', () => {
  // In 20 s 30 stopped, 10 reached their length, none was aborted.
  const { completionsPerSecond } = measuresOf({
    everySeconds: 20,
    series: { [finished('stop')]: '100 130', [finished('length')]: '7 17', [finished('abort')]: '3 3' },
  });
  expect(completionsPerSecond).toMatchObject({ value: 2, parts: { stop: 1.5, length: 0.5, abort: 0 } });
});

it('first tokens are counted by the observations of TTFT', () => {
  const series = histogram('time_to_first_token_seconds', [1], [3, 8], 9);
  expect(measuresOf({ everySeconds: 4, series }).firstTokensPerSecond).toMatchObject({ value: 2 });
});

it('nothing finished is a measured zero; after one scrape, or where it is not exposed, it is unknown', () => {
  expect(measuresOf({ series: { [finished('stop')]: '5 5' } }).completionsPerSecond).toMatchObject({ value: 0 });
  expect(measuresOf({ series: { [finished('stop')]: '5' } }).completionsPerSecond).toMatchObject({
    reason: 'one-sample',
  });
  const { completionsPerSecond, firstTokensPerSecond } = measuresOf({
    series: { [vllm('prompt_tokens_total')]: '0 5' },
  });
  expect([completionsPerSecond, firstTokensPerSecond]).toMatchObject(Array(2).fill({ reason: 'not-exported' }));
});
