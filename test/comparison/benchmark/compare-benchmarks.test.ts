import { describe, expect, it } from 'vitest';
import {
  compareBenchmarks,
  decodeBenchmark,
  type BenchmarkComparison,
  type Judged,
} from '../../../src/comparison/index.ts';
import { decoded, realResult, repeatsOf, type Result } from './made-up-runs.ts';

const THRESHOLD = { thresholdRatio: 0.05 };

const compared = (a: readonly Result[], b: readonly Result[], options: object = {}): BenchmarkComparison =>
  compareBenchmarks(
    { a: { name: 'A', runs: decoded(a), skipped: [] }, b: { name: 'B', runs: decoded(b), skipped: [] } },
    { ...THRESHOLD, ...options },
  );

function judgedOf({ pairs }: BenchmarkComparison, id: string): Judged {
  const judged = pairs.flatMap(({ system }) => system).find((each) => each.id === id);
  if (!judged) throw new Error(`${id} is not judged`);
  return judged;
}

const a = repeatsOf(realResult(), { count: 5, seed: 1 });

describe('repeats of a benchmark', () => {
  it('that are slower by a tenth are a regression, each measure by its direction', () => {
    const comparison = compared(a, repeatsOf(realResult(), { count: 5, seed: 2, slower: 1.1 }));
    expect(comparison.verdict).toBe('regressed');
    const ttft = judgedOf(comparison, 'ttftSecondsP99');
    expect(ttft).toMatchObject({ verdict: 'regressed', better: 'lower' });
    expect(ttft.effect?.low).toBeGreaterThan(1.05);
    const output = judgedOf(comparison, 'outputTokensPerSecond');
    expect(output).toMatchObject({ verdict: 'regressed', better: 'higher' });
    expect(output.effect?.high).toBeLessThan(1 / 1.05);
  });

  it('that are the same but for noise are unchanged', () => {
    const comparison = compared(a, repeatsOf(realResult(), { count: 5, seed: 3 }));
    expect(comparison.verdict).toBe('unchanged');
    expect(judgedOf(comparison, 'ttftSeconds').verdict).toBe('unchanged');
  });

  it('alarm in one of twenty at most, of all measures together', () => {
    const wrong = Array.from({ length: 400 }, (_, run) => {
      const [before, after] = [2 * run + 1, 2 * run + 2].map((seed) =>
        repeatsOf(realResult(), { count: 4, seed, noise: 0.05 }),
      );
      const { pairs } = compared(before ?? [], after ?? []);
      return pairs.flatMap(({ system }) => system).some(({ effect }) => effect && (effect.low > 1 || effect.high < 1));
    });
    expect(wrong.filter(Boolean).length / wrong.length).toBeLessThanOrEqual(0.05);
  });

  it('judge only what is asked for, and then more surely', () => {
    const b = repeatsOf(realResult(), { count: 5, seed: 2, slower: 1.1 });
    const one = compared(a, b, { measures: ['ttftSecondsP99'] });
    expect(one.pairs[0]?.system.map(({ id }) => id)).toEqual(['failedRequests', 'ttftSecondsP99']);
    const [alone, among] = [one, compared(a, b)].map((each) => judgedOf(each, 'ttftSecondsP99').effect);
    expect(alone?.low ?? 0).toBeGreaterThan(among?.low ?? 0);
  });

  it('of one run against many take the noise of the many', () => {
    const comparison = compared(a, repeatsOf(realResult(), { count: 1, seed: 2, slower: 1.2 }));
    expect(judgedOf(comparison, 'ttftSeconds').verdict).toBe('regressed');
  });

  it('of one against one cannot tell without a noise that is given', () => {
    const [one, other] = [
      repeatsOf(realResult(), { count: 1, seed: 1 }),
      repeatsOf(realResult(), { count: 1, seed: 2, slower: 1.2 }),
    ];
    expect(compared(one, other).verdict).toBe('cannot-tell');
    expect(judgedOf(compared(one, other), 'ttftSeconds').reason).toMatch(/^one run on each side/);
    expect(judgedOf(compared(one, other, { noiseRatio: 0.02 }), 'ttftSeconds').verdict).toBe('regressed');
  });

  it('say how many more would tell', () => {
    const comparison = compared(
      repeatsOf(realResult(), { count: 3, seed: 1, noise: 0.05 }),
      repeatsOf(realResult(), { count: 3, seed: 2, noise: 0.05 }),
    );
    const wide = comparison.pairs[0]?.system.filter(({ verdict }) => verdict === 'cannot-tell') ?? [];
    expect(wide.length).toBeGreaterThan(0);
    for (const { longer } of wide) expect(longer ?? 0).toBeGreaterThan(1);
  });

  it('with a zero cannot be compared by ratio', () => {
    const comparison = compared(a, repeatsOf(realResult(), { count: 2, seed: 2, change: { mean_ttft_ms: 0 } }));
    expect(judgedOf(comparison, 'ttftSeconds')).toMatchObject({ verdict: 'cannot-tell', reason: 'a run measured 0' });
  });
});

describe('another benchmark', () => {
  it.each([
    ['another rate', { request_rate: 4 }, 'requestsPerSecond'],
    ['another model', { model_id: 'other' }, 'model'],
    ['more prompts', { num_prompts: 500 }, 'prompts'],
    ['a limit of concurrency', { max_concurrency: 16 }, 'concurrency'],
    ['longer outputs', { total_output_tokens: 40_000 }, 'outputTokensPerRequest'],
  ])('with %s is a shift and not judged', (_, change, id) => {
    const comparison = compared(a, repeatsOf(realResult(), { count: 5, seed: 2, slower: 1.5, change }));
    expect(comparison.pairs[0]?.workload.find((shift) => shift.id === id)?.verdict).toBe('shifted');
    expect(comparison.pairs[0]?.system.find((each) => each.id === 'ttftSeconds')).toMatchObject({
      verdict: 'cannot-tell',
      reason: 'another benchmark was run',
    });
  });

  it('is paired with its like where there are several', () => {
    const rates = (slower: number, seed: number) =>
      [2, 8].flatMap((rate) =>
        repeatsOf(realResult(), {
          count: 3,
          seed: seed + rate,
          slower: rate === 8 ? slower : 1,
          change: { request_rate: rate },
        }),
      );
    const comparison = compared(rates(1, 1), [
      ...rates(1.3, 50),
      ...repeatsOf(realResult(), { count: 1, seed: 9, change: { request_rate: 99 } }),
    ]);
    expect(comparison.pairs).toHaveLength(2);
    const verdicts = comparison.pairs.map(({ system }) => system.find(({ id }) => id === 'ttftSeconds')?.verdict);
    expect(verdicts).toEqual(['unchanged', 'regressed']);
    expect(comparison.alone.a).toEqual([]);
    expect(comparison.alone.b).toEqual([expect.stringContaining('request rate (/s) 99')]);
  });

  it('is told from one of other lengths, which no setting says', () => {
    const lengths = (slower: number, seed: number) => [
      ...repeatsOf(realResult(), { count: 3, seed, slower }),
      ...repeatsOf(realResult(), { count: 3, seed: seed + 1, slower: 5 * slower, change: { total_input_tokens: 300_000 } }), // prettier-ignore
    ];
    const comparison = compared(lengths(1, 1), lengths(1.2, 9));
    expect(comparison.pairs.map(({ runs }) => runs)).toEqual([{ a: 3, b: 3 }, { a: 3, b: 3 }]); // prettier-ignore
    const verdicts = comparison.pairs.map(({ system }) => system.find(({ id }) => id === 'ttftSeconds')?.verdict);
    expect(verdicts).toEqual(['regressed', 'regressed']);
  });

  it('is not made one with another because the baseline does not say which it is', () => {
    const latency = (seconds: number): Result => ({ avg_latency: seconds, latencies: [seconds], percentiles: {} });
    const named = (fileName: string, seconds: number) => {
      const run = decodeBenchmark(latency(seconds), { origin: fileName, fileName });
      return run ? [run] : [];
    };
    const b = { name: 'B', runs: [...named('bs8.json', 1), ...named('bs32.json', 3)], skipped: [] };
    const comparison = compareBenchmarks(
      { a: { ...b, name: 'A', runs: named('l.json', 1) }, b },
      { thresholdRatio: 0.05 },
    );
    expect(comparison.pairs).toEqual([]);
    expect(comparison.alone).toEqual({
      a: ['latency says too little to be paired in B'],
      b: [
        'latency · batch 8 says too little to be paired in A',
        'latency · batch 32 says too little to be paired in A',
      ],
    });
  });

  it('of another command has nothing in common', () => {
    const throughput = {
      elapsed_time: 1,
      num_requests: 5,
      total_num_tokens: 9,
      requests_per_second: 5,
      tokens_per_second: 9,
    };
    const comparison = compared(a, [throughput]);
    expect(comparison.pairs).toEqual([]);
    expect(comparison.verdict).toBe('cannot-tell');
    expect([comparison.alone.a, comparison.alone.b].map((alone) => alone.length)).toEqual([1, 1]);
  });

  it('of which one side does not say the model is taken to be the same, and that is said', () => {
    const latency = { avg_latency: 2, latencies: [2], percentiles: {} };
    const comparison = compared([latency, { ...latency, avg_latency: 2.02 }], [{ ...latency, model_id: 'm' }]);
    expect(comparison.pairs[0]?.workload).toMatchObject([{ id: 'model', verdict: 'cannot-tell' }]);
    expect(judgedOf(comparison, 'latencySeconds').effect).not.toBeNull();
  });
});

describe('failed requests', () => {
  it('of the candidate are a regression by themselves: 16 of a real run that was restarted', () => {
    const comparison = compared([realResult('restarted')], [realResult('restart')]);
    expect(judgedOf(comparison, 'failedRequests')).toMatchObject({
      verdict: 'regressed',
      b: 16,
      reason: '0 of 120 failed in A, 16 of 120 in B',
    });
    expect(comparison.verdict).toBe('regressed');
  });

  it('that the baseline has as well are no regression', () => {
    const comparison = compared([realResult('restart')], [realResult('restart')]);
    expect(judgedOf(comparison, 'failedRequests').verdict).toBe('unchanged');
    expect(comparison.verdict).toBe('cannot-tell');
  });

  it('of the baseline alone are none', () => {
    const comparison = compared([realResult('restart')], [realResult('restarted')]);
    expect(judgedOf(comparison, 'failedRequests').verdict).toBe('improved');
    expect(comparison.verdict).toBe('cannot-tell');
  });

  // Before 0.11.1 only what is missing from the prompts is known, which a small data set lacks, too.
  it('that are not counted are more than the baseline lacks, or nothing', () => {
    const uncounted = (completed: number): Result => ({ ...realResult(), failed: undefined, completed });
    expect(judgedOf(compared([uncounted(270)], [uncounted(270)]), 'failedRequests').verdict).toBe('unchanged');
    expect(judgedOf(compared([uncounted(270)], [uncounted(260)]), 'failedRequests').verdict).toBe('regressed');
  });
});
