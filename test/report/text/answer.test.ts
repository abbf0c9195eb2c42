import { describe, expect, it } from 'vitest';
import { diagnoseFleet } from '../../../src/diagnosis/index.ts';
import { answer } from '../../../src/report/text/answer.ts';
import { PLAIN } from '../../../src/report/text/paint.ts';
import type { EngineReport } from '../../../src/report/index.ts';
import { analysisOf, windowOf } from '../../build-page.ts';
import { DECLARED, engineRun, type EngineDoes } from '../../diagnosis/engine-run.ts';
import { reportOf } from '../build-report.ts';

type Thresholds = Parameters<typeof diagnoseFleet>[2];

function engineOf(does: Partial<EngineDoes>, thresholds: Thresholds = {}): EngineReport {
  const window = windowOf(engineRun(does));
  const diagnoses = diagnoseFleet([analysisOf(window, DECLARED)], [], thresholds);
  const [engine] = reportOf([window], { settings: DECLARED, diagnoses }).engines;
  if (!engine) throw new Error('unreachable: the run has an engine');
  return engine;
}

const firstLine = (...of: Parameters<typeof engineOf>): string => answer(engineOf(...of), PLAIN)[0] ?? '';
const FULL = { running: '8x10', waiting: '6x10' };

describe('the first line', () => {
  it('names what limits the engine as `ridgeline explain` knows it, what speaks for it, how sure, and what does not', () => {
    expect(firstLine(FULL)).toMatch(
      /^Limited by sequence-cap: 8 of 8 slots are taken while 6 requests wait on average, confidence high \(not: .+\)$/,
    );
  });

  it('never says of what limits the engine that it does not', () => {
    // Operators call a cache full earlier than the bars of the report do.
    const full = { running: '4x10', waiting: '6x10', kvCacheUsage: '0.9x10' };
    const line = firstLine(full, { 'kv-cache-capacity': { kvCacheFull: 0.85 } });
    expect(line).toMatch(/^Limited by kv-cache-capacity: the KV cache is up to 90 % full/);
    expect(line).toContain('not: sequence slots');
    expect(line).not.toContain('used up to');
  });

  it('says that nothing but the load does', () => {
    expect(firstLine({})).toMatch(
      /^Limited by what arrives: nobody waits in the engine: it does what is asked of it( \(|$)/,
    );
  });

  it('says that nobody can tell', () => {
    const series = { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined };
    expect(firstLine({ ...FULL, series })).toMatch(/^Limited by unknown: who waits is not known/);
  });

  it('is what the engine is, where it does nothing', () => {
    const line = firstLine({ running: '8x10', finished: {}, firstTokensPerSecond: 0, stepsPerSecond: 0 });
    expect(line).not.toMatch(/^Limited by/);
  });

  it('is what is full, where nobody asked for a diagnosis', () => {
    const { verdict, findings, ...rest } = engineOf(FULL);
    expect(verdict?.boundBy).toBe('sequence-cap');
    expect(findings?.length).toBeGreaterThan(0);
    expect(answer(rest, PLAIN)[0]).toMatch(/^Full\s+sequence slots/);
  });
});
