import { expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

const phase = (name: string, sum: number) => histogram(`${name}_seconds`, [1], [2, 10], sum);
const series = {
  ...phase('e2e_request_latency', 100),
  ...phase('request_queue_time', 30.1),
  ...phase('request_prefill_time', 7.7),
  ...phase('request_decode_time', 55.3),
};

it('the four parts of a finished request add up to its whole', () => {
  const measures = measuresOf({ series });
  const value = (
    id: 'e2eSeconds' | 'queueSeconds' | 'prefillSeconds' | 'decodeSeconds' | 'frontendSeconds',
  ): number => {
    const measured = measures[id];
    return measured.known ? measured.value : Number.NaN;
  };
  expect([value('e2eSeconds'), value('queueSeconds')]).toEqual([10, expect.closeTo(3.01, 12)]);
  expect([value('prefillSeconds'), value('decodeSeconds')]).toEqual([0.77, expect.closeTo(5.53, 12)]);
  expect(value('frontendSeconds')).toBeCloseTo(0.69, 12); // 10 − 3.01 − 0.77 − 5.53
  const sum = value('queueSeconds') + value('prefillSeconds') + value('decodeSeconds') + value('frontendSeconds');
  expect(sum).toBeCloseTo(value('e2eSeconds'), 12);
});

it('processing = prefill + decode, and the share of queueing', () => {
  const { processingSeconds, queueShareRatio } = measuresOf({ series });
  expect(processingSeconds).toMatchObject({ value: expect.closeTo(6.3, 12) as number });
  expect(queueShareRatio).toMatchObject({ value: expect.closeTo(0.301, 12) as number, unit: 'ratio' });
});

it('a preempted request waits again in prefill and decode, not in the queue', () => {
  const measures = measuresOf({ series: { ...series, [vllm('num_preemptions_total')]: '0 4' } });
  const ids = (['queueSeconds', 'prefillSeconds', 'decodeSeconds', 'processingSeconds'] as const).map((id) =>
    annotationsOf(measures[id]),
  );
  expect(ids).toEqual([[], ['preemption-included'], ['preemption-included'], ['preemption-included']]);
});

it('one phase missing leaves what does not need it', () => {
  const measures = measuresOf({ series: { ...phase('e2e_request_latency', 100), ...phase('request_queue_time', 30) } });
  expect(measures.queueShareRatio).toMatchObject({ value: 0.3 });
  expect(measures.frontendSeconds).toMatchObject({ known: false, reason: 'not-exported' });
  expect(measures.processingSeconds).toMatchObject({ known: false, reason: 'not-exported' });
});

it('nothing finished: unknown, not 0', () => {
  const none = histogram('e2e_request_latency_seconds', [1], [0, 0], 0);
  expect(measuresOf({ series: none }).e2eSeconds).toMatchObject({ known: false, reason: 'no-traffic' });
});
