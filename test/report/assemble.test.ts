import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../src/analysis/index.ts';
import { reportSchema } from '../../src/report/index.ts';
import { readRecording } from '../../src/sources/recording/read-recording.ts';
import { foldOf, histogram, vllm, windowOf, windowsOf } from '../build-page.ts';
import { collect } from '../sources/collect.ts';
import { reportOf } from './build-report.ts';

const settings = {
  objective: { match: {}, ttftSeconds: 0.5, tpotSeconds: 0.05 },
  deployment: { match: {}, engine: { maxNumSeqs: 16, maxNumBatchedTokens: 2048 } },
};

describe('the report of a real recording', () => {
  const folder = 'test/fixtures/recordings';
  const recordings = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'));
  it.each(recordings)('%s: its schema accepts it strictly, and JSON gives it back', async (name) => {
    const report = reportOf(foldOf(await collect(readRecording(`${folder}/${name}`))), { settings });
    expect(report.engines.length).toBeGreaterThan(0);
    const back: unknown = JSON.parse(JSON.stringify(report));
    // The schema drops what it does not know: equal means that nothing is undeclared and nothing was lost on the way.
    expect(reportSchema.parse(back)).toEqual(back);
    expect(back).toEqual(JSON.parse(JSON.stringify(reportSchema.parse(report))));
    for (const { measures } of report.engines) {
      expect(Object.keys(measures).sort()).toEqual([...MEASURES.keys()].sort());
      for (const measured of Object.values(measures)) {
        if (!measured.known) continue;
        expect(measured.low ?? measured.value).toBeLessThanOrEqual(measured.value);
        expect(measured.high ?? measured.value).toBeGreaterThanOrEqual(measured.value);
      }
    }
  });
});

it('an engine is named by everything that tells it from others, with its own window', () => {
  const window = windowOf({
    everySeconds: 5,
    target: 'http://h/metrics',
    series: { 'vllm:num_requests_running{engine="1",model_name="m",ReplicaId="x"}': '1x2' },
  });
  const report = reportOf([window], { samples: 7, errors: [{ target: 't', code: 'timeout', message: 'late' }] });
  expect(report).toMatchObject({ schemaVersion: 1, source: 's', window: { seconds: 10, samples: 7 } });
  expect(report.errors).toEqual([{ target: 't', code: 'timeout', message: 'late' }]);
  expect(report.engines[0]).toMatchObject({
    target: 'http://h/metrics',
    engine: '1',
    model: 'm',
    labels: { ReplicaId: 'x' },
    window: { startAtSeconds: 1000, endAtSeconds: 1010, seconds: 10, samples: 3 },
  });
});

it('holds what was declared, and only that', () => {
  const window = windowOf({ series: { [vllm('num_requests_running')]: '1 1' } });
  expect(reportOf([window], { settings }).engines[0]).toMatchObject({
    objective: { ttftSeconds: 0.5, tpotSeconds: 0.05 },
    declared: { maxNumSeqs: 16, maxNumBatchedTokens: 2048 },
  });
  expect(reportOf([window]).engines[0]).toMatchObject({ objective: {}, declared: {} });
});

it('each annotation stands once, with the measures it is about', () => {
  const series = {
    ...histogram('inter_token_latency_seconds', [1], [4, 9], 5),
    [vllm('num_preemptions_total')]: '0 1',
  };
  const [engine] = reportOf([windowOf({ series })]).engines;
  const said = engine?.annotations.filter(({ id }) => id === 'preemption-included') ?? [];
  expect(said).toHaveLength(1);
  expect(said[0]?.measures).toEqual(expect.arrayContaining(['littleDecodingRequests', 'itlSeconds', 'itlSecondsP50']));
  expect(engine?.measures['itlSeconds']).toMatchObject({ annotations: ['preemption-included'] });
});

it('no engine is a report too', () => {
  const report = reportOf(windowsOf({ series: { up: '1 1' } }), { startAtSeconds: 0, endAtSeconds: 1 });
  expect(reportSchema.parse(report).engines).toEqual([]);
});
