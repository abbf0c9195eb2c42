import { describe, expect, it } from 'vitest';
import { increaseOf } from '../../../src/metrics/window/index.ts';
import { noFacts, type EngineFacts } from '../../../src/sources/prometheus-api/engine-facts.ts';
import { createFactTable } from '../../../src/sources/prometheus-api/fact-table.ts';
import { groupingOf } from '../../../src/sources/prometheus-api/grouping.ts';
import { windowOf, type WindowFrame } from '../../../src/sources/prometheus-api/window-of.ts';

// Five minutes, scraped every 15 s: 20 scrapes.
const FRAME: WindowFrame = {
  engine: { target: 'host:8000', engine: '0', model: 'm', labels: {} },
  startAtSeconds: 1000,
  endAtSeconds: 1300,
  intervalSeconds: 15,
  version: null,
  unrecognised: ['vllm:new'],
  annotations: [{ id: 'partial-answer', message: 'a store is down' }],
};
const THERE = { start: true, end: true };

const LABELS = { instance: 'host:8000', engine: '0', model_name: 'm' };

/** What an engine counted, sorted as answers are. */
const counted = createFactTable([LABELS], groupingOf([LABELS]), { firstSeconds: 1300, stepSeconds: 300, count: 1 });
const answer = (value: number, further: object = {}) => [
  { labels: { ...LABELS, ...further }, times: [1300], values: [value] },
];
counted.add({ kind: 'increase', meaning: 'generationTokens', part: 'value' }, answer(1234.5));
counted.add({ kind: 'increase', meaning: 'requestsFinished', part: 'value' }, answer(7, { finished_reason: 'stop' }));

const windowFor = (facts: Partial<EngineFacts>) =>
  windowOf({ ...noFacts(), samples: 20, presence: THERE, ...facts }, counted.entries, FRAME);

const idsOf = (facts: Partial<EngineFacts>) => windowFor(facts).annotations.map(({ id }) => id);

describe('the window of an engine that was there all the time', () => {
  it('is as long as it was asked for', () => {
    expect(windowFor({})).toMatchObject({ startAtSeconds: 1000, endAtSeconds: 1300, seconds: 300, samples: 20 });
  });

  it('holds the increases, each in its place', () => {
    const window = windowFor({ ...counted.factsOf(0)[0], samples: 20, presence: THERE });
    expect(increaseOf(window, 'generationTokens')).toBe(1234.5);
    expect(increaseOf(window, 'requestsFinished')).toBe(7);
    expect(increaseOf(window, 'promptTokens')).toBeUndefined();
  });

  it('says that the server scaled its increases, and what was said of the answers', () => {
    expect(idsOf({})).toEqual(['partial-answer', 'extrapolated']);
    expect(windowFor({})).toMatchObject({ unrecognised: ['vllm:new'], engine: FRAME.engine });
  });

  it('has no fault', () => {
    expect(windowFor({}).quality).toEqual({
      restarts: 0,
      restartSeconds: 0,
      failedScrapes: 0,
      clockSteps: 0,
      longestStepSeconds: 0,
    });
  });

  it('knows of one process where its start is told', () => {
    expect(windowFor({}).singleProcess).toBe(false);
    expect(windowFor({ starts: 0 }).singleProcess).toBe(true);
  });
});

describe('for how long nothing moved', () => {
  const gauge = (name: string, first: number, last: number): EngineFacts['gauges'] =>
    new Map([[name, { average: 1, minimum: Math.min(first, last), maximum: Math.max(first, last), first, last }]]);
  const still = createFactTable([LABELS], groupingOf([LABELS]), { firstSeconds: 1300, stepSeconds: 300, count: 1 });
  still.add({ kind: 'increase', meaning: 'generationTokens', part: 'value' }, answer(0));
  const stillSeconds = (of: typeof still, facts: Partial<EngineFacts>) =>
    windowOf({ ...noFacts(), ...of.factsOf(0)[0], samples: 20, presence: THERE, ...facts }, of.entries, FRAME)
      .stillSeconds;

  it.each([
    ['all of it, where no counter moved', still, {}, 300],
    ['its last four intervals, where nothing moved in them', counted, { movedLately: 0 }, 60],
    ['not where something did', counted, { movedLately: 3 }, 0],
    ['nobody can tell of the end', counted, {}, 0],
    ['not where a request only came', still, { gauges: gauge('requestsRunning', 0, 1), movedLately: 1 }, 0],
    ['not all of it where blocks were taken', still, { gauges: gauge('kvCacheUsageRatio', 0.1, 0.4) }, 0],
    ['only the end after that', still, { gauges: gauge('kvCacheUsageRatio', 0.1, 0.4), movedLately: 0 }, 60],
    ['not of an engine that is gone', counted, { movedLately: 0, presence: { start: true, end: false } }, 0],
  ])('%s', (_, of, facts, seconds) => {
    expect(stillSeconds(of, facts)).toBe(seconds);
  });
});

describe('an engine that was there in part only', () => {
  it('is covered by the scrapes it has, when it appeared', () => {
    const window = windowFor({ samples: 8, presence: { start: false, end: true } });
    // Eight scrapes of 15 s.
    expect(window).toMatchObject({ startAtSeconds: 1180, endAtSeconds: 1300, seconds: 120 });
    expect(window.annotations.map(({ id }) => id)).toContain('engine-appeared');
    expect(window.annotations.map(({ message }) => message).join()).toContain('about 180 s into the window');
    expect(window.annotations.map(({ id }) => id)).not.toContain('gap');
  });

  it('is covered by the scrapes it has, when it vanished', () => {
    const window = windowFor({ samples: 8, presence: { start: true, end: false } });
    expect(window).toMatchObject({ startAtSeconds: 1000, seconds: 120 });
    expect(idsOf({ samples: 8, presence: { start: true, end: false } })).toEqual([
      'partial-answer',
      'extrapolated',
      'engine-vanished',
    ]);
  });

  it('says both when it appeared and vanished', () => {
    const ids = idsOf({ samples: 8, presence: { start: false, end: false } });
    expect(ids).toEqual(['partial-answer', 'extrapolated', 'engine-appeared', 'engine-vanished']);
  });

  it('is never covered by more than the window', () => {
    expect(windowFor({ samples: 25, presence: { start: false, end: true } }).seconds).toBe(300);
  });
});

describe('a gap', () => {
  it.each([
    [15, false],
    [14, true],
  ])('with %d of 20 scrapes is told: %s', (samples, isTold) => {
    expect(idsOf({ samples }).includes('gap')).toBe(isTold);
  });

  it('covers gauges in part, and rates in full', () => {
    const gauges = new Map([['requestsRunning', { average: 3, first: 3, last: 3 }]]);
    const window = windowFor({ samples: 10, gauges });
    expect(window.seconds).toBe(300);
    expect(window.gauges.get('requestsRunning')).toMatchObject({ integral: 450, coveredSeconds: 150 });
    expect(window.annotations.map(({ message }) => message)).toContain('10 scrapes where about 20 were due');
  });
});

describe('restarts', () => {
  it('are those that the counters show, or the start of the process where that shows more', () => {
    expect(windowFor({ resets: 1 }).quality.restarts).toBe(1);
    expect(windowFor({ resets: 1, starts: 2 }).quality.restarts).toBe(2);
    expect(windowFor({ resets: 2, starts: 0 }).quality.restarts).toBe(2);
  });

  it('take as long as the scrapes that failed, and one interval', () => {
    expect(windowFor({ resets: 1, failedScrapes: 3 }).quality).toMatchObject({ restartSeconds: 60, failedScrapes: 3 });
    expect(windowFor({ failedScrapes: 3 }).quality).toMatchObject({ restartSeconds: 0, failedScrapes: 3 });
  });
});

describe('the evidence for a cap', () => {
  const plateauFor = (samplesWaiting: number | undefined, maximumRunning?: number, medianRunning?: number) =>
    windowFor({
      plateau: {
        ...(samplesWaiting !== undefined && { samplesWaiting }),
        ...(maximumRunning !== undefined && { maximumRunning }),
        ...(medianRunning !== undefined && { medianRunning }),
      },
    }).plateau;

  it('is half of the scrapes with a queue where their median is at the maximum', () => {
    expect(plateauFor(9, 64, 64)).toMatchObject({ samplesWaiting: 9, maximumRunning: 64, samplesAtMaximum: 5 });
  });

  it('is none of them where the median is below', () => {
    expect(plateauFor(9, 64, 63.5)).toMatchObject({ samplesWaiting: 9, maximumRunning: 64, samplesAtMaximum: 0 });
  });

  it.each([
    ['nothing is said', undefined],
    ['nothing waited', 0],
  ])('is nothing where %s', (_, samplesWaiting) => {
    expect(plateauFor(samplesWaiting, samplesWaiting === undefined ? undefined : 64)).toEqual({
      samplesWaiting: 0,
      maximumRunning: 0,
      samplesAtMaximum: 0,
    });
  });
});
