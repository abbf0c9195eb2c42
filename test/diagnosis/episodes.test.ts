import { describe, expect, it } from 'vitest';
import { episodes, type DiagnosedStep } from '../../src/diagnosis/index.ts';
import { engineAnalysis, type EngineDoes } from './engine-run.ts';

const FINE = {};
const FULL = { running: '8x10', waiting: '6x10' };
const FULLER = { running: '8x10', waiting: '20x10' };
const UNCOUNTED = { ...FULL, series: { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined } };

type Course = readonly (Partial<EngineDoes> | undefined)[];

/** Steps of a hundred seconds, in each of which the engine does this; undefined: it is not seen. */
const stepsOf = (...course: Course): DiagnosedStep[] =>
  course.map((does, i) => ({
    startAtSeconds: 100 * i,
    endAtSeconds: 100 * (i + 1),
    analyses: does ? [engineAnalysis(does, { deployment: { match: {}, engine: { maxNumSeqs: 8 } } })] : [],
  }));

const capOf = (...course: Course) => episodes(stepsOf(...course)).filter(({ id }) => id === 'sequence-cap');

describe('an episode', () => {
  it('lasts from the first step that fires to the last, with its worst moment', () => {
    const [episode, another] = capOf(FINE, FULL, FULLER, FULL, FINE);
    expect(another).toBeUndefined();
    expect(episode).toMatchObject({ startAtSeconds: 100, endAtSeconds: 400, severity: 'critical' });
    expect(episode).toMatchObject({ isOpenAtStart: false, isOpenAtEnd: false, peak: { atSeconds: 300 } });
    expect(episode?.peak.message).toContain('20 requests wait');
  });

  it('ends when its cause ends, and another begins when that comes back', () => {
    expect(capOf(FULL, FINE, FULL).map((each) => [each.startAtSeconds, each.endAtSeconds])).toEqual([
      [0, 100],
      [200, 300],
    ]);
  });

  it.each([
    ['cannot be judged', UNCOUNTED],
    ['has no scrape', undefined],
  ])('goes on over a step that %s', (_, gap) => {
    const [episode, another] = capOf(FULL, gap, FULL);
    expect(episode).toMatchObject({ startAtSeconds: 0, endAtSeconds: 300, isOpenAtStart: true, isOpenAtEnd: true });
    expect(another).toBeUndefined();
  });

  it('is none where nothing fires, and of what is only worth knowing', () => {
    expect(episodes(stepsOf(FINE, FINE))).toEqual([]);
    expect(episodes(stepsOf({ finished: { stop: 0, length: 2, abort: 0, error: 0 } }))).toEqual([]);
  });

  it('takes the thresholds that an operator sets', () => {
    const overrides = { 'sequence-cap': { waitingShare: 0.9, longWait: 60 } };
    expect(episodes(stepsOf(FINE, FULL), overrides).filter(({ id }) => id === 'sequence-cap')).toEqual([]);
  });
});

const CONFIG = { num_gpu_blocks: '10000', block_size: '16', enable_prefix_caching: 'True' };

describe('what changed when it began', () => {
  it('is named with the largest change first', () => {
    // Arrivals: 2/s finish and the number in the system does not change; then 4/s. Prompts: 500 tokens, then 750.
    const busier = {
      ...FULL,
      finished: { stop: 4, length: 0, abort: 0, error: 0 },
      firstTokensPerSecond: 4,
      promptTokens: 750,
    };
    const [episode] = capOf(FINE, busier);
    expect(episode?.changes.map(({ what }) => what)).toEqual(['arrivalsPerSecond', 'promptTokensPerRequest']);
    expect(episode?.changes[0]).toMatchObject({ before: { value: 2 }, after: { value: 4 }, size: Math.log(2) });
  });

  it('leaves out what is about as before', () => {
    // A fifth more is less than the quarter that counts.
    const [episode] = capOf(FINE, { ...FULL, promptTokens: 600 });
    expect(episode?.changes).toEqual([]);
  });

  it('names another configuration before everything else', () => {
    const cacheConfig = { num_gpu_blocks: '500', block_size: '16', enable_prefix_caching: 'True' };
    const [episode] = capOf(FINE, { ...FULL, promptTokens: 1000, cacheConfig });
    expect(episode?.changes.map(({ what }) => what)).toEqual(['configuration', 'promptTokensPerRequest']);
  });

  it('is of a configuration only what is another', () => {
    const cacheConfig = { ...CONFIG, num_gpu_blocks: '500' };
    const [episode] = capOf({ ...FINE, cacheConfig: CONFIG }, { ...FULL, cacheConfig });
    expect(episode?.changes).toMatchObject([{ before: 'num_gpu_blocks 10000', after: 'num_gpu_blocks 500' }]);
  });

  it('is a replica that went', () => {
    const steps = stepsOf(FINE, FULL);
    const other = stepsOf({ ...FINE, engine: '1' })[0]?.analyses ?? [];
    const withTwo = steps.map((step, i) => (i === 0 ? { ...step, analyses: [...step.analyses, ...other] } : step));
    const [episode] = episodes(withTwo).filter(({ id }) => id === 'sequence-cap');
    expect(episode?.changes).toMatchObject([{ what: 'replicas', before: { value: 2 }, after: { value: 1 } }]);
  });

  it('is not a configuration that one of the steps does not show', () => {
    expect(capOf(FINE, { ...FULL, cacheConfig: undefined })[0]?.changes).toEqual([]);
  });

  it('is not known of what was there from the beginning', () => {
    expect(capOf(FULL)[0]?.changes).toEqual([]);
  });
});
