import { expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

it.each([
  ['ttft', 'time_to_first_token_seconds'],
  ['tpot', 'request_time_per_output_token_seconds'],
  ['itl', 'inter_token_latency_seconds'],
  ['e2e', 'e2e_request_latency_seconds'],
  ['queue', 'request_queue_time_seconds'],
] as const)('%s reads its own histogram', (latency, name) => {
  // 100 observations: 60 in 1–2 s, 35 in 2–4 s, 5 in 4–8 s; the ranks 49.5, 89.1, 94.05 and 98.01.
  const outputs = histogram('request_generation_tokens', [1], [0, 100], 6400);
  const measures = measuresOf({ series: { ...histogram(name, [1, 2, 4, 8], [0, 60, 95, 100, 100], 600), ...outputs } });
  const bounds = (['P50', 'P90', 'P95', 'P99'] as const).map((p) => {
    const measured = measures[`${latency}Seconds${p}`];
    return measured.known ? [measured.low, measured.high] : [];
  });
  expect(bounds).toEqual([
    [1, 2],
    [2, 4],
    [2, 8], // between the 95th, in 2–4 s, and the 96th, in 4–8 s
    [4, 8],
  ]);
});

it('TPOT leaves the zeros out', () => {
  const measures = measuresOf({
    series: {
      ...histogram('request_time_per_output_token_seconds', [0.05, 0.1, 0.2], [4, 4, 10, 10], 0.9),
      ...histogram('request_generation_tokens', [1], [4, 10], 100),
    },
  });
  // With the zeros the median would lie in 0–0.2; the six that are a time are all in 0.1–0.2.
  expect(measures.tpotSecondsP50).toMatchObject({ low: 0.1 });
});

it('preemption gaps are in ITL and TPOT, not in TTFT', () => {
  const measures = measuresOf({
    series: {
      ...histogram('inter_token_latency_seconds', [1, 2], [0, 9, 9], 15),
      ...histogram('time_to_first_token_seconds', [1, 2], [0, 9, 9], 15),
      [vllm('num_preemptions_total')]: '0 1',
    },
  });
  expect(annotationsOf(measures.itlSecondsP50)).toEqual(['preemption-included']);
  expect(annotationsOf(measures.ttftSecondsP50)).toEqual([]);
});

it('nothing observed: unknown', () => {
  const series = histogram('time_to_first_token_seconds', [1], [0, 0], 0);
  expect(measuresOf({ series }).ttftSecondsP99).toMatchObject({ known: false, reason: 'no-traffic' });
});
