import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinWindows, stillSecondsOf } from '../../../src/metrics/window/index.ts';
import { ENGINE, vllm, windowOf } from '../../build-page.ts';

const EVERY_SECONDS = 5;

const still = (tokens: string, running = tokens.replace(/\d+/g, '1'), others: Record<string, string> = {}): number =>
  windowOf({
    everySeconds: EVERY_SECONDS,
    series: { [vllm('generation_tokens_total')]: tokens, [vllm('num_requests_running')]: running, ...others },
  }).stillSeconds;

describe('for how long nothing moved, up to the end', () => {
  it.each([
    ['nothing ever', '7 7 7 7', 15],
    ['not since the second scrape', '0 7 7 7', 10],
    ['at the last one', '7 7 7 8', 0],
    ['in the middle', '7 7 8 8', 5],
    ['a restart counts as a move', '7 7 1 1', 5],
  ])('%s', (_, tokens, seconds) => {
    expect(still(tokens)).toBe(seconds);
  });

  it('is not still while steps, prompts or endings are counted', () => {
    const names = ['iteration_tokens_total_count', 'prompt_tokens_total', 'request_success_total'];
    for (const name of names) {
      const sum = name.endsWith('_count') ? { [vllm('iteration_tokens_total_sum')]: '0x3' } : {};
      expect(still('7 7 7 7', '1 1 1 1', { [vllm(name)]: '1 1 2 2', ...sum })).toBe(5);
    }
  });

  it('is not still while the number of those that run changes', () => {
    expect(still('7 7 7 7', '1 2 2 2')).toBe(10);
  });

  it('is not still while blocks of the KV cache are taken', () => {
    expect(still('7 7 7 7', '1 1 1 1', { [vllm('kv_cache_usage_perc')]: '0.1 0.2 0.2 0.2' })).toBe(10);
  });

  it('is 0 after one scrape, and where nothing shows progress', () => {
    expect(still('7')).toBe(0);
    expect(windowOf({ series: { [`vllm:num_requests_running${ENGINE}`]: '1x3' } }).stillSeconds).toBe(0);
    const { schema } = windowOf({ series: { [`vllm:num_requests_running${ENGINE}`]: '1x3' } });
    expect(stillSecondsOf(5, schema, new Float64Array())).toBe(0);
  });
});

it('law: split anywhere and joined, it is that of the whole', () => {
  const steps = fc.array(fc.nat({ max: 1 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(steps, fc.nat(), (moves, at) => {
      const counts = moves.map((_, i) => moves.slice(0, i + 1).reduce((sum, move) => sum + move, 0));
      const running = counts.map(() => 1);
      const part = (from: number, to: number) =>
        windowOf({
          everySeconds: EVERY_SECONDS,
          series: {
            [vllm('generation_tokens_total')]: counts.slice(from, to).join(' '),
            [vllm('num_requests_running')]: running.slice(from, to).join(' '),
          },
        });
      const middle = 1 + (at % (moves.length - 1));
      const joined = joinWindows(part(0, middle + 1), part(middle, moves.length));
      expect(joined.stillSeconds).toBe(part(0, moves.length).stillSeconds);
    }),
  );
});
