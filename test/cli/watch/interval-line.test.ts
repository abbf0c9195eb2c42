import { describe, expect, it } from 'vitest';
import { intervalLine } from '../../../src/cli/watch/interval-line.ts';
import { amount, engineReport } from './engine-report.ts';

const busy = engineReport({
  requestsRunning: amount(16, 'requests'),
  requestsRunningMax: amount(16, 'requests'),
  requestsWaiting: amount(143, 'requests'),
  requestsWaitingMax: amount(208, 'requests'),
  waitForecastSeconds: amount(76, 'seconds', { low: 58, high: 102 }),
  sequenceCap: amount(16, 'requests'),
  kvCacheUsageRatio: amount(0.013, 'ratio'),
  kvCacheUsageRatioMax: amount(0.02, 'ratio'),
  ttftSeconds: amount(0.25, 'seconds'),
});

describe('the line of an interval', () => {
  it('says when, which engine, and what it does', () => {
    const line = intervalLine(busy);
    expect(line).toMatch(/^03:14:46 {2}/);
    for (const part of ['llama · engine 0 · http://gpu-1:8000/metrics', 'running 16', 'waiting 143', 'TTFT 250 ms']) {
      expect(line).toContain(part);
    }
    expect(line).toMatch(/new wait 76 s \(58.*102 s\)/);
    expect(line).toContain('KV 1.3 %');
    expect(line).not.toContain('\n');
  });

  it('names what is full, and nothing when nothing is', () => {
    expect(intervalLine(busy)).toMatch(/full: sequence slots$/);
    const idle = engineReport({ ...busy.measures, requestsWaitingMax: amount(0, 'requests') });
    expect(intervalLine(idle)).not.toContain('full');
  });

  it('says what binds, and how sure that is where it is not, once it was judged', () => {
    const verdict = { boundBy: 'sequence-cap', confidence: 'medium', summary: 's' } as const;
    expect(intervalLine({ ...busy, verdict })).toMatch(/bound by sequence-cap \(medium\)$/);
    expect(intervalLine({ ...busy, verdict })).not.toContain('full:');
  });

  it('of an engine that makes no progress says which, as nothing is bound by being idle', () => {
    const verdict = { boundBy: 'arrivals', confidence: 'high', summary: 's' } as const;
    const annotations = [{ id: 'engine-idle' as const, message: 'no traffic', measures: [] }];
    expect(intervalLine({ ...busy, verdict, annotations })).toMatch(/KV 1\.3 % {2}idle$/);
    expect(intervalLine({ ...busy, verdict })).toMatch(/bound by arrivals$/);
  });

  it('has a dash for what is unknown, never a 0', () => {
    const line = intervalLine(engineReport({}));
    expect(line).toContain('running —');
    expect(line).toContain('TTFT —');
    expect(line).not.toMatch(/ 0\b(?!.*metrics)/);
  });

  it('gives no interval for a wait of nothing', () => {
    const calm = engineReport({ waitForecastSeconds: amount(0, 'seconds', { low: 0, high: 0.5 }) });
    expect(intervalLine(calm)).toMatch(/new wait 0 s {2}/);
  });
});
