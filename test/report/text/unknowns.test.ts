import { expect, it } from 'vitest';
import { unknowns } from '../../../src/report/text/unknowns.ts';
import type { EngineReport } from '../../../src/report/index.ts';
import { ENGINE, vllm, windowOf } from '../../build-page.ts';
import { reportOf } from '../build-report.ts';

const engineOf = (series: Record<string, string>): EngineReport => {
  const [engine] = reportOf([windowOf({ series })]).engines;
  if (!engine) throw new Error('no engine');
  return engine;
};

it('names what each missing metric takes with it, once', () => {
  const lines = unknowns(engineOf({ [vllm('num_requests_running')]: '1 2' }));
  const waiting = lines.filter((line) => line.includes('vllm:num_requests_waiting'));
  expect(waiting.some((line) => line.includes('waiting'))).toBe(true);
  expect(new Set(lines).size).toBe(lines.length);
});

it('says why a reading is refused', () => {
  const lines = unknowns(engineOf({ [`vllm:kv_cache_usage_perc${ENGINE}`]: '1.7 1.7' }));
  expect(lines.filter((line) => line.includes('KV cache used')).length).toBe(1);
});

it('is silent about what is only not declared, off or without traffic', () => {
  const engine = engineOf({ [vllm('num_requests_running')]: '0 0' });
  const measures = Object.fromEntries(
    (['not-declared', 'feature-off', 'no-traffic'] as const).map((reason, i) => [
      ['sequenceCap', 'draftAcceptanceRatio', 'ttftSeconds'][i] ?? '',
      { known: false as const, reason, missing: [] },
    ]),
  );
  expect(unknowns({ ...engine, measures })).toEqual([]);
});
