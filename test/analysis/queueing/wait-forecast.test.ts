import { describe, expect, it } from 'vitest';
import { poissonInterval } from '../../../src/quantities/index.ts';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

const WAITING = vllm('num_requests_waiting');
const admitted = (count: number) => histogram('time_to_first_token_seconds', [1], [count, count], count);

it('L/μ: those waiting now over the admissions of the window', () => {
  // 12 wait at the end, 24 were admitted in 8 s, 3 a second: 4 s.
  const { waitForecastSeconds } = measuresOf({ everySeconds: 8, series: { [WAITING]: '3 12', ...admitted(24) } });
  const { low, high } = poissonInterval(24);
  expect(waitForecastSeconds).toMatchObject({ value: 4, unit: 'seconds', annotations: [] });
  expect(waitForecastSeconds).toMatchObject({ low: (12 * 8) / high, high: (12 * 8) / low });
});

it('the interval shrinks with the number of admissions and holds the value', () => {
  const widths = [4, 40, 400].map((count) => {
    const series = { [WAITING]: '9 9', ...admitted(count) };
    const { waitForecastSeconds } = measuresOf({ everySeconds: count, series });
    if (!waitForecastSeconds.known) throw new Error(waitForecastSeconds.reason);
    const { value, low = NaN, high = NaN } = waitForecastSeconds;
    expect(value).toBeCloseTo(9, 12); // one admission a second in all three
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    return high - low;
  });
  expect(widths).toEqual([...widths].sort((a, b) => b - a));
});

describe('special cases', () => {
  it('nobody waits: 0, exactly, even after one scrape', () => {
    const nobody = { known: true, value: 0, low: 0, high: 0 };
    expect(measuresOf({ series: { [WAITING]: '5 0' } }).waitForecastSeconds).toMatchObject(nobody);
    expect(measuresOf({ series: { [WAITING]: '0' } }).waitForecastSeconds).toMatchObject(nobody);
  });

  it('some wait and none was admitted: unknown, no number would be honest', () => {
    const series = { [WAITING]: '5 5', ...admitted(0) };
    expect(measuresOf({ series }).waitForecastSeconds).toMatchObject({ reason: 'not-observable' });
  });

  it('with preemptions the value is on the high side, and says so', () => {
    const series = { [WAITING]: '5 5', ...admitted(9), [vllm('num_preemptions_total')]: '0 1' };
    expect(annotationsOf(measuresOf({ series }).waitForecastSeconds)).toEqual(['preemption-included']);
  });

  it('a waiting gauge of an earlier process, gone since, says nothing of now', () => {
    const series = {
      [WAITING]: '50 50 _ _',
      [vllm('time_to_first_token_seconds_sum')]: '10 20 0 1',
      [vllm('time_to_first_token_seconds_count')]: '10 20 0 1',
    };
    expect(measuresOf({ series }).waitForecastSeconds).toMatchObject({ known: false, reason: 'not-exported' });
  });

  it.each([
    [
      'one scrape',
      { [WAITING]: '5', ...histogram('time_to_first_token_seconds', [], [9], 9, { steps: 0 }) },
      'one-sample',
    ],
    ['no TTFT', { [WAITING]: '5 5' }, 'not-exported'],
    ['no waiting gauge', admitted(9), 'not-exported'],
  ])('unknown with %s', (_, series, reason) => {
    expect(measuresOf({ series }).waitForecastSeconds).toMatchObject({ known: false, reason });
  });
});
