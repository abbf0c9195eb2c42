import { expect, it } from 'vitest';
import { codeBlock } from '../../../src/report/markdown/code-block.ts';

it('lines stand as they are, and nothing inside ends the block', () => {
  expect(codeBlock(['a', 'b'])).toEqual(['```text', 'a', 'b', '```']);
  expect(codeBlock(['````', 'x ``` y'], 'sh')).toEqual(['`````sh', '````', 'x ``` y', '`````']);
  expect(codeBlock(['a\nb'])).toEqual(['```text', 'a\uFFFDb', '```']);
});
