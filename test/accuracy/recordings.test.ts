import { beforeAll, describe, expect, it } from 'vitest';
import type { MeasureId } from '../../src/analysis/index.ts';
import { measure, measureRun, total, totalMean, value, WHOLE_RUNS, type MeasuredRun } from './measure.ts';
import { serverPercentile } from './server-percentile.ts';
import { chaosRows, trueRun, type Distribution, type TrueRun } from './truth.ts';

const PERCENTILES = [
  ['P50', 0.5],
  ['P90', 0.9],
  ['P95', 0.95],
  ['P99', 0.99],
] as const;

// Here the way between server and client differs more from request to request than the bucket is wide, so that the mean
// offset is no fair shift (k_dp2_api2: 0.23 s on average, 1.5 s for some). For these the test asks instead that the interval
// be possible given all of the client's timings; for the other 85 that the shifted truth lie inside.
const UNEVEN_OFFSET: ReadonlySet<string> = new Set([
  'a_steady ttft P95',
  'e_prefix ttft P50',
  'e_prefix ttft P90',
  'e_prefix ttft P95',
  'e_prefix ttft P99',
  'g_restart, run 2 ttft P50',
  'g_restart, run 2 e2e P50',
  'k_dp2_api2 ttft P50',
  'k_dp2_api2 ttft P90',
  'k_dp2_api2 ttft P95',
  'k_dp2_api2 ttft P99',
]);

const clientSeconds = (truth: TrueRun, latency: 'ttft' | 'tpot' | 'e2e'): number[] =>
  truth.requests_table.map((row) => row[latency === 'ttft' ? 4 : latency === 'e2e' ? 5 : 6]);

describe.each(WHOLE_RUNS)('%s run %i against its load generator', (name, run) => {
  let measured: MeasuredRun;
  beforeAll(async () => {
    measured = await measureRun(name, run);
  });

  it('counts requests and tokens exactly', () => {
    const { windows, truth } = measured;
    expect(total(windows, 'requestsFinished')).toBe(truth.completed);
    expect(total(windows, 'promptTokens')).toBe(truth.prompt_tokens);
    expect(total(windows, 'generationTokens')).toBe(truth.output_tokens);
  });

  it('finds every request that arrived', () => {
    const arrived = measured.analyses.map((each) => value(each, 'arrivalsPerSecond').value * each.seconds);
    expect(arrived.reduce((sum, each) => sum + each, 0)).toBeCloseTo(measured.truth.completed, 6);
  });

  it('takes end-to-end time apart without remainder', () => {
    for (const analysis of measured.analyses) {
      const parts = (['queueSeconds', 'prefillSeconds', 'decodeSeconds', 'frontendSeconds'] as const).map(
        (id) => value(analysis, id).value,
      );
      const e2e = value(analysis, 'e2eSeconds').value;
      expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - e2e)).toBeLessThan(1e-9);
    }
  });

  // The client also waits for HTTP accept, JSON, detokenizing and its own event loop. Measured offsets: TTFT and e2e 6–250 ms
  // later than the server when the client is alone, up to 0.5 s when a preempting engine keeps both cores busy; TPOT ± 2.5 %.
  it('agrees on mean TTFT, end-to-end time and TPOT up to the way between server and client', () => {
    const { windows, truth } = measured;
    const ttft = truth.ttft_s.mean - totalMean(windows, 'ttftSeconds');
    const e2e = truth.e2e_s.mean - totalMean(windows, 'e2eSeconds');
    const atMost = name === 'f_preempt' ? 0.5 : 0.3;
    expect(ttft).toBeGreaterThan(0);
    expect(ttft).toBeLessThan(atMost);
    expect(e2e).toBeGreaterThan(0);
    expect(e2e).toBeLessThan(atMost);
    expect(Math.abs(truth.tpot_s.mean / totalMean(windows, 'tpotSeconds') - 1)).toBeLessThan(0.025);
  });

  it.each(['ttft', 'tpot', 'e2e'] as const)('brackets the true %s percentiles', (latency) => {
    const { windows, truth, analyses } = measured;
    const distribution: Distribution = truth[`${latency}_s`];
    const offset = distribution.mean - totalMean(windows, `${latency}Seconds`);
    for (const [percentile, q] of PERCENTILES) {
      const bounds = analyses.map((each) => value(each, `${latency}Seconds${percentile}`));
      // Two engines behind one client: its percentile lies between theirs.
      const low = Math.min(...bounds.map((bound) => bound.low));
      const high = Math.max(...bounds.map((bound) => bound.high));
      const shifted = distribution[percentile.toLowerCase() as keyof Distribution] - offset;
      const isInside = shifted >= low && shifted <= high;
      expect
        .soft(isInside, `${latency} ${percentile}`)
        .toBe(!UNEVEN_OFFSET.has(`${measured.name} ${latency} ${percentile}`));
      if (isInside) continue;
      const possible = serverPercentile(clientSeconds(truth, latency), q, offset);
      expect.soft(possible.low, `${latency} ${percentile}`).toBeLessThanOrEqual(high);
      expect.soft(possible.high, `${latency} ${percentile}`).toBeGreaterThanOrEqual(low);
    }
  });

  it('brackets the true joint goodput', () => {
    const { analyses, truth } = measured;
    const good = (bound: 'low' | 'high'): number =>
      analyses.reduce((sum, each) => sum + value(each, 'goodputRequestsPerSecond')[bound] * each.seconds, 0);
    expect(truth.slo_met.joint_all).toBeGreaterThanOrEqual(good('low') - 1e-6);
    expect(truth.slo_met.joint_all).toBeLessThanOrEqual(good('high') + 1e-6);
  });

  it('explains the occupancy gauges by Little’s law', () => {
    const { analyses } = measured;
    const sum = (id: MeasureId): number => analyses.reduce((all, each) => all + value(each, id).value, 0);
    // One scrape a second of an engine with two to four requests: the short runs have too few samples for 1 %.
    const tolerance = name === 'g_restart' || name === 'k_dp2_api2' ? 0.03 : 0.01;
    const requeued = Math.max(0, name === 'f_preempt' ? sum('requestsWaiting') - sum('littleQueuedRequests') : 0);
    const prefilling = sum('littleRunningRequests') - sum('littleDecodingRequests');
    const running = {
      low: sum('littleDecodingRequests') - requeued,
      high: sum('littleDecodingRequests') - requeued + prefilling,
    };
    const queued = sum('littleQueuedRequests') + requeued;
    expect(sum('requestsRunning')).toBeGreaterThan(running.low * (1 - tolerance));
    expect(sum('requestsRunning')).toBeLessThan(running.high * (1 + tolerance));
    expect(sum('requestsInSystem')).toBeGreaterThan((queued + running.low) * (1 - tolerance));
    expect(sum('requestsInSystem')).toBeLessThan((queued + running.high) * (1 + tolerance));
  });

  it('leaves at most 5 % of the occupancy unexplained, and names the parts', () => {
    for (const analysis of measured.analyses) {
      const residual = analysis.measures.littleResidualRatio;
      const parts = residual.known ? (residual.parts ?? {}) : {};
      expect(Object.keys(parts)).toEqual(['ramp', 'blindFirstStep', 'unexplained']);
      expect(Math.abs(parts['unexplained'] ?? 1)).toBeLessThan(0.05);
    }
  });
});

describe('runs in which something else happened', () => {
  it('counts what finished beside 68 disconnects and 37 refusals, every sequence of n = 2', async () => {
    const { windows } = await measure('h_aborts_errors', 0, Number.MAX_SAFE_INTEGER);
    const run = trueRun('h_aborts_errors');
    const finished = chaosRows('h_aborts_errors').filter((row) => row.finished);
    expect(total(windows, 'requestsFinished')).toBe(run.completed + finished.reduce((sum, { n }) => sum + n, 0));
    const outputs = finished.reduce((sum, { completionTokens }) => sum + completionTokens, run.output_tokens);
    expect(totalMean(windows, 'generationTokensPerRequest') * 232).toBeCloseTo(outputs, 6);
    const prompts = finished.reduce((sum, { promptTokens, n }) => sum + promptTokens * n, run.prompt_tokens);
    expect(totalMean(windows, 'promptTokensPerRequest') * 232).toBeCloseTo(prompts, 6);
  });

  it('sees that clients gave up, and keeps arrivals a lower bound', async () => {
    const { analyses } = await measure('h_aborts_errors', 0, Number.MAX_SAFE_INTEGER);
    const arrivals = analyses[0]?.measures.arrivalsPerSecond;
    expect(arrivals?.known && arrivals.annotations.map(({ id }) => id)).toContain('aborts-possible');
    expect(arrivals?.known && [arrivals.low, arrivals.high]).toEqual([arrivals?.known && arrivals.value, undefined]);
  });

  // The engine was killed under load: one request finished between the last scrape and the kill, and 18 tokens were made.
  it('counts across a restart, says so, and is never negative', async () => {
    const { windows, analyses } = await measure('g_restart', 0, Number.MAX_SAFE_INTEGER);
    const [before, after] = [trueRun('g_restart', 0), trueRun('g_restart', 1)];
    expect(total(windows, 'requestsFinished')).toBe(before.completed + after.completed - 1);
    expect(total(windows, 'promptTokens')).toBe(before.prompt_tokens + after.prompt_tokens);
    expect(total(windows, 'generationTokens')).toBe(before.output_tokens + after.output_tokens - 18);
    expect(analyses[0]?.annotations.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['counter-reset', 'scrape-failed']),
    );
    expect(windows.every(({ increases }) => increases.every((increase) => increase >= 0))).toBe(true);
  });
});
