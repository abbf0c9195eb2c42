import { describe, expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf } from '../../build-page.ts';

/** In 10 s 100 steps with 5000 tokens, and 400 inter-token latencies of 0.05 s. */
const iterations = histogram('iteration_tokens_total', [8], [0, 100], 5000);
const latencies = histogram('inter_token_latency_seconds', [1], [400, 400], 20);
const onePage = { process_start_time_seconds: '5 5' };
const stepsOf = (series: Record<string, string>) => measuresOf({ everySeconds: 10, series });

it('the formulas', () => {
  const measures = stepsOf({ ...iterations, ...latencies, ...onePage });
  expect(measures.stepsPerSecond).toMatchObject({ value: 10, low: 10 }); // a lower bound: steps without output are missing
  expect(measures.stepsPerSecond).not.toHaveProperty('high');
  expect(measures.tokensPerStep).toMatchObject({ value: 50 });
  expect(measures.decodeRequestsPerStep).toMatchObject({ value: 4 });
  expect(measures.stepSeconds).toMatchObject({ value: 0.05 });
  expect(measures.busyRatio).toMatchObject({ value: 0.5 });
  expect(annotationsOf(measures.busyRatio)).toEqual(['estimated-steps']);
  expect(annotationsOf(measures.stepSeconds)).toEqual(['batch-weighted']);
});

it('busy is at most 1', () => {
  const slow = histogram('inter_token_latency_seconds', [1], [400, 400], 400);
  expect(stepsOf({ ...iterations, ...slow, ...onePage }).busyRatio).toMatchObject({ value: 1 });
});

it('several API servers over-count the steps: no lower bound then', () => {
  const { stepsPerSecond } = stepsOf({ ...iterations, ...latencies });
  expect(stepsPerSecond).toMatchObject({ value: 10 });
  expect(stepsPerSecond).not.toHaveProperty('low');
  expect(annotationsOf(stepsPerSecond)).toEqual(['estimated-steps', 'split-iterations']);
});

describe('what is missing', () => {
  it('no steps in the window: only the step time can be known', () => {
    const measures = stepsOf({ ...histogram('iteration_tokens_total', [8], [0, 0], 0), ...latencies });
    for (const id of ['stepsPerSecond', 'tokensPerStep', 'decodeRequestsPerStep', 'busyRatio'] as const) {
      expect(measures[id]).toMatchObject({ known: false, reason: 'no-traffic' });
    }
    expect(measures.stepSeconds).toMatchObject({ value: 0.05 });
  });

  it('no inter-token latency: the steps are still counted', () => {
    const measures = stepsOf({ ...iterations, ...onePage });
    expect(measures.stepsPerSecond).toMatchObject({ value: 10 });
    for (const id of ['decodeRequestsPerStep', 'stepSeconds', 'busyRatio'] as const) {
      expect(measures[id]).toMatchObject({ known: false, reason: 'not-exported' });
    }
  });
});
