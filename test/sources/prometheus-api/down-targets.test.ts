import { describe, expect, it } from 'vitest';
import type { Labels, Series } from '../../../src/sources/prometheus-api/decode.ts';
import { downTargets } from '../../../src/sources/prometheus-api/down-targets.ts';
import { groupingOf } from '../../../src/sources/prometheus-api/grouping.ts';

const engine = (instance: string, further: Labels = {}): Labels => ({
  instance,
  job: 'vllm',
  engine: '0',
  model_name: 'm',
  ...further,
});

const discovered = (...engines: Labels[]) => ({ engines, grouping: groupingOf(engines) });

/** Scrapes of a target that were all in vain, or 0 as soon as one was answered, in the window before 1000 s, and before 1100 s. */
const failed = (instance: string, counts: readonly number[], further: Labels = {}): Series => ({
  labels: { instance, job: 'vllm', ...further },
  times: counts.map((_, i) => 1000 + 100 * i),
  values: counts,
});

const ENGINE = discovered(engine('a'));

describe('a target that was scraped in vain', () => {
  it('is told when it has an engine', () => {
    expect(downTargets([failed('a', [5])], ENGINE)(1000)).toEqual([
      {
        target: 'a',
        code: 'unreachable',
        message: expect.stringMatching(/^a: Prometheus scraped it 5 times in vain/) as string,
      },
    ]);
  });

  it('is told when it never answered, and its job is one of engines', () => {
    expect(downTargets([failed('a', [0]), failed('b', [20])], ENGINE)(1000)).toMatchObject([{ target: 'b' }]);
  });

  it('is not told when its job has other programs as well', () => {
    const nodeExporter = failed('a:9100', [0]);
    expect(downTargets([failed('a', [0]), failed('b', [20]), nodeExporter], ENGINE)(1000)).toEqual([]);
  });

  it('is told of an engine in a job with other programs', () => {
    const down = downTargets([failed('a', [7]), failed('a:9100', [0])], ENGINE)(1000);
    expect(down).toMatchObject([{ target: 'a' }]);
  });

  it('is judged job by job', () => {
    const series = [failed('b', [20]), failed('x', [0], { job: 'all' }), failed('y', [20], { job: 'all' })];
    expect(downTargets(series, ENGINE)(1000).map(({ target }) => target)).toEqual(['b']);
  });

  it('is told at the instants at which it failed', () => {
    const down = downTargets([failed('a', [0, 5])], ENGINE);
    expect([1000, 1100, 1200].map((at) => down(at).length)).toEqual([0, 1, 0]);
  });

  it('is known by all that tells targets apart', () => {
    const engines = discovered(engine('a', { cluster: 'eu' }), engine('a', { cluster: 'us' }));
    const series = [failed('a', [0], { cluster: 'eu' }), failed('a', [9], { cluster: 'us' })];
    expect(downTargets(series, engines)(1000)).toMatchObject([{ target: 'a' }]);
  });
});

it('nothing is told where nothing failed', () => {
  expect(downTargets([], ENGINE)(1000)).toEqual([]);
  expect(downTargets([failed('a', [0])], ENGINE)(1000)).toEqual([]);
});
