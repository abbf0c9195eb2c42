import { expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

/** 20 requests finished in 100 s; each stayed `residence` seconds; running goes from `from` to `to`. */
const lagOf = (from: number, to: number, residence: number): string[] =>
  annotationsOf(
    measuresOf({
      everySeconds: 100,
      series: {
        [vllm('num_requests_running')]: `${from} ${to}`,
        [vllm('num_requests_waiting')]: '0 0',
        ...histogram('e2e_request_latency_seconds', [1000], [20, 20], 20 * residence),
      },
    }).e2eSeconds,
  );

it.each([
  ['a tenth of those finished came or left', 0, 2, 1, []],
  ['more than a tenth came', 0, 3, 1, ['finished-requests-lag']],
  ['more than a tenth left', 3, 0, 1, ['finished-requests-lag']],
  ['the window is five residences long', 5, 5, 20, []],
  ['the window is shorter than five residences', 5, 5, 20.1, ['window-too-short']],
  ['it is shorter, but hardly anything ran at its ends', 1, 1, 20.1, []],
])('%s', (_, from, to, residence, ids) => {
  expect(lagOf(from, to, residence)).toEqual(ids);
});
