import { expect, it } from 'vitest';
import { ENGINE, histogram, measuresOf, vllm } from '../../build-page.ts';

const from = (source: string): string =>
  vllm('prompt_tokens_by_source_total', `${ENGINE.slice(0, -1)},source="${source}"}`);
const PROMPT = { [vllm('prompt_tokens_total')]: '5000 25000' };

it('with 95 % of the prompts cached, prefill work is a twentieth of the prompt tokens', () => {
  const measures = measuresOf({
    everySeconds: 10,
    series: { ...PROMPT, [from('local_compute')]: '0 1000', [from('local_cache_hit')]: '0 19000' },
  });
  expect(measures.promptTokensPerSecond).toMatchObject({ value: 2000 });
  expect(measures.computedPromptTokensPerSecond).toMatchObject({ value: 100 });
});

it('without the split by source it is prompt − cached', () => {
  const series = { ...PROMPT, [vllm('prompt_tokens_cached_total')]: '0 19000' };
  expect(measuresOf({ everySeconds: 10, series }).computedPromptTokensPerSecond).toMatchObject({ value: 100 });
});

it('with neither it is unknown, never the prompt tokens', () => {
  expect(measuresOf({ series: PROMPT }).computedPromptTokensPerSecond).toMatchObject({ reason: 'not-exported' });
});

it('output tokens and lengths', () => {
  const measures = measuresOf({
    everySeconds: 5,
    series: {
      [vllm('generation_tokens_total')]: '10 60',
      ...histogram('request_prompt_tokens', [10], [0, 4], 800),
      ...histogram('request_generation_tokens', [10], [0, 4], 100),
    },
  });
  expect(measures.generationTokensPerSecond).toMatchObject({ value: 10, unit: 'tokensPerSecond' });
  expect(measures.promptTokensPerRequest).toMatchObject({ value: 200 });
  expect(measures.generationTokensPerRequest).toMatchObject({ value: 25 });
});

it('a length of no request is unknown, not 0', () => {
  const { promptTokensPerRequest } = measuresOf({ series: histogram('request_prompt_tokens', [10], [0, 0], 0) });
  expect(promptTokensPerRequest).toMatchObject({ reason: 'no-traffic' });
});
