import { expect, it } from 'vitest';
import { withTitles } from '../../../src/report/text/with-titles.ts';

it.each([
  [
    'completionsPerSecond does not rise although requestsRunning does: slow.',
    '“finished” does not rise although “running” does: slow.',
  ],
  ['ttftSecondsP99 is as high.', '“TTFT p99” is as high.'],
  // No measures.
  [
    'constructor and maxNumSeqs stay, as vLLM and toString do.',
    'constructor and maxNumSeqs stay, as vLLM and toString do.',
  ],
])('%s', (text, said) => {
  expect(withTitles(text)).toBe(said);
});
