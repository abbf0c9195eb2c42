// @vitest-environment node
import { expect, it } from 'vitest';
import { eventsFrame } from '../../../../src/grafana/datasource/reading/events.ts';
import { rowsBeside } from '../../../../src/grafana/frames/index.ts';
import type { Episode } from '../../../../src/diagnosis/index.ts';
import type { EventKind } from '../../../../src/grafana/query/index.ts';
import type { Observation } from '../../../../src/sources/prometheus-api/index.ts';
import { scrapesOf, windowsOf } from '../../../contracts/scrapes.ts';

const [window] = windowsOf(scrapesOf('a_steady', 0, 20));
if (!window) throw new Error('unreachable: the recording has an engine');

/** A minute each; how many restarts the last half hour saw, and the configuration. */
const steps = (restarts: readonly number[], blocks: readonly string[] = restarts.map(() => '100')): Observation[] =>
  restarts.map((count, i) => ({
    startAtSeconds: i * 60,
    endAtSeconds: (i + 1) * 60,
    samples: 1,
    slowestScrapeSeconds: null,
    errors: [],
    windows: [
      {
        ...window,
        quality: { ...window.quality, restarts: count, restartSeconds: 90 },
        info: new Map([['cacheConfig', { num_gpu_blocks: blocks[i] ?? '' }]]),
      },
    ],
  }));

const told = (steps: readonly Observation[], kinds?: readonly EventKind[], episodes: readonly Episode[] = []) =>
  eventsFrame({ steps, episodes }, (seconds) => `${seconds} s`, kinds);

const column = (frame: ReturnType<typeof eventsFrame>, name: string): unknown[] =>
  frame.fields.find((field) => field.name === name)?.values ?? [];

it('tells each restart once, in the step in which there is one more', () => {
  const frame = told(steps([0, 1, 1, 2, 1, 1]), ['restarts']);
  expect(column(frame, 'time')).toEqual([60_000, 180_000]);
  expect(column(frame, 'timeEnd')).toEqual([120_000, 240_000]);
  expect(column(frame, 'text')[0]).toMatch(/gave no page for about 90 s/);
});

it('does not tell what may have been before the range', () => {
  expect(told(steps([1, 1]), ['restarts']).length).toBe(0);
});

it('tells what changed in the configuration', () => {
  const frame = told(steps([0, 0, 0], ['100', '100', '200']));
  expect(column(frame, 'text')).toEqual(['Changed: num_gpu_blocks 100 → 200.']);
  expect(column(frame, 'tags')).toEqual(['ridgeline,configuration']);
});

const episode = (startAtSeconds: number): Episode => ({
  engine: window.engine,
  id: 'sequence-cap',
  title: 'Slots are full',
  severity: 'critical',
  startAtSeconds,
  endAtSeconds: startAtSeconds + 120,
  isOpenAtStart: false,
  isOpenAtEnd: false,
  peak: { atSeconds: startAtSeconds + 60, message: '9 requests wait' },
  changes: [],
});

it('tells from when to when something was wrong, how grave it was and when it was worst', () => {
  const frame = told([], ['findings'], [episode(600), episode(60)]);
  expect(column(frame, 'time')).toEqual([60_000, 600_000]);
  expect(column(frame, 'timeEnd')).toEqual([180_000, 720_000]);
  expect(column(frame, 'title')[0]).toMatch(/^Slots are full · /);
  expect(column(frame, 'text')[0]).toBe('critical; worst at 120 s: 9 requests wait.');
  expect(column(frame, 'tags')[0]).toBe('ridgeline,findings,critical,sequence-cap');
});

it('tells what changed as it began, and carries all of it beside', () => {
  const known = (value: number) => ({ known: true, value, unit: 'requestsPerSecond', annotations: [] }) as const;
  const changes = [{ what: 'arrivalsPerSecond', before: known(3), after: known(9.1), size: 1 }] as const;
  const frame = told(steps([0, 1]), ['findings', 'restarts'], [{ ...episode(60), changes }]);
  expect(column(frame, 'text')[1]).toMatch(/: 9 requests wait\. It began with .*3\/s → 9\.1\/s\.$/);
  expect(rowsBeside(frame.meta, 'events')).toMatchObject([
    null,
    { id: 'sequence-cap', isOpenAtEnd: false, changes: [{ what: 'arrivalsPerSecond', before: { value: 3 } }] },
  ]);
});

it('tells findings only to those who ask for them', () => {
  expect(told([], undefined, [episode(60)]).length).toBe(0);
});
