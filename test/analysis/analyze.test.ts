import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../src/analysis/index.ts';
import { analysisOf, analyzePages, vllm, windowOf } from '../build-page.ts';

const PAGE = readFileSync('test/fixtures/expositions/vllm-0.32.0-all-options.prom', 'utf8');

describe('every measure is in the result, and nothing else', () => {
  it.each([
    ['a whole page twice', [PAGE, PAGE], [0, 10]],
    ['one scrape', [PAGE], [0]],
    ['a single gauge', ['vllm:num_requests_running{engine="0",model_name="m"} 3\n'], [0]],
  ])('%s', (_, pages, atSeconds) => {
    const analyses = analyzePages(pages, atSeconds);
    expect(analyses.length).toBeGreaterThan(0);
    for (const { measures } of analyses) expect(Object.keys(measures).sort()).toEqual([...MEASURES.keys()].sort());
  });

  it('in the unit that MEASURES says', () => {
    for (const { measures } of analyzePages([PAGE, PAGE], [0, 10])) {
      for (const [id, { unit }] of MEASURES)
        if (measures[id].known) expect([id, measures[id].unit]).toEqual([id, unit]);
    }
  });
});

describe('absent is not zero', () => {
  it('an empty page has no engine', () => {
    expect(analyzePages(['', '\n'], [0, 10])).toEqual([]);
  });

  it('what one scrape cannot tell has a reason, and no measure is 0', () => {
    const series = {
      [vllm('num_requests_running')]: '3',
      [vllm('num_requests_waiting')]: '2',
      [vllm('generation_tokens_total')]: '0',
      [vllm('num_preemptions_total')]: '0',
      [vllm('request_success_total')]: '0',
    };
    const { measures } = analysisOf(windowOf({ series }));
    const known = Object.entries(measures).flatMap(([id, measured]) => (measured.known ? [[id, measured.value]] : []));
    expect(Object.fromEntries(known)).toEqual({
      requestsRunning: 3,
      requestsRunningMax: 3,
      requestsWaiting: 2,
      requestsWaitingMax: 2,
      requestsInSystem: 5,
      requestsInSystemMax: 5,
    });
    expect(measures.generationTokensPerSecond).toMatchObject({ reason: 'one-sample' });
    expect(measures.ttftSeconds).toMatchObject({ reason: 'not-exported' });
  });

  it('an unknown measure says what would have to be there', () => {
    for (const { measures } of analyzePages([PAGE], [0])) {
      for (const measured of Object.values(measures)) if (!measured.known) expect(measured.missing).not.toEqual([]);
    }
  });
});

it('carries what the window says of itself', () => {
  const series = { [vllm('generation_tokens_total')]: '5 1 4', [vllm('brand_new')]: '1x2' };
  const analysis = analysisOf(windowOf({ series, everySeconds: 5 }));
  expect(analysis).toMatchObject({ startAtSeconds: 1000, endAtSeconds: 1010, seconds: 10, samples: 3 });
  expect(analysis.unrecognised).toEqual(['vllm:brand_new']);
  expect(analysis.annotations.map(({ id }) => id)).toEqual(['counter-reset']);
});
