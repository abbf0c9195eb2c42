import { expect, it } from 'vitest';
import { histogram, measuresOf, vllm } from '../../build-page.ts';

/** Over 100 s: 5 wait on average, the first waits of those finished add up to `queued` seconds. */
const measures = (queued: number, preemptions: string) =>
  measuresOf({
    everySeconds: 100,
    series: {
      [vllm('num_requests_waiting')]: '5 5',
      ...histogram('request_queue_time_seconds', [100], [10, 10], queued),
      [vllm('num_preemptions_total')]: preemptions,
    },
  });

it('what the waiting gauge sees beyond the first waits, per preemption', () => {
  // 200 s of first waits in 100 s are 2 requests; the other 3 wait again: 300 s over 60 preemptions.
  const { requeueSeconds, preemptionsPerSecond } = measures(200, '7 67');
  expect(requeueSeconds).toMatchObject({ value: 5, unit: 'seconds' });
  expect(preemptionsPerSecond).toMatchObject({ value: 0.6 });
});

it('no preemption: nothing to average, and a rate of 0', () => {
  const { requeueSeconds, preemptionsPerSecond } = measures(200, '7 7');
  expect(requeueSeconds).toMatchObject({ known: false, reason: 'no-traffic' });
  expect(preemptionsPerSecond).toMatchObject({ value: 0 });
});

it('a negative difference is noise of a growing queue: 0', () => {
  expect(measures(900, '0 3').requeueSeconds).toMatchObject({ value: 0 });
});

it('without the waiting gauge it is unknown', () => {
  const series = { [vllm('num_preemptions_total')]: '0 3' };
  expect(measuresOf({ series }).requeueSeconds).toMatchObject({ known: false, reason: 'not-exported' });
});

it('nobody finished: the first waits are not observed yet, so nothing tells them from later ones', () => {
  const series = {
    [vllm('num_requests_waiting')]: '5 5',
    ...histogram('request_queue_time_seconds', [100], [0, 0], 0),
    [vllm('num_preemptions_total')]: '0 3',
  };
  expect(measuresOf({ series }).requeueSeconds).toMatchObject({ known: false, reason: 'not-observable' });
});

it('a page that says NaN is a fault, not a wait of 0', () => {
  expect(measures(200, '0 NaN').requeueSeconds).toMatchObject({ known: false, reason: 'instrument-fault' });
});
