import { expect, it } from 'vitest';
import { episodeLanes } from '../../../../src/report/html/charts/episode-lanes.ts';
import type { EpisodeReport } from '../../../../src/report/episode-schema.ts';
import { attribute, elementsOfPart, textOf } from '../parsed.ts';

const episode = (
  id: string,
  startAtSeconds: number,
  endAtSeconds: number,
  more: Partial<EpisodeReport> = {},
): EpisodeReport => ({
  ...{ target: 't', engine: '0', model: 'm', labels: {}, id, title: id, severity: 'warning' },
  ...{ startAtSeconds, endAtSeconds, isOpenAtStart: false, isOpenAtEnd: false },
  peak: { atSeconds: endAtSeconds, message: 'm' },
  changes: [],
  ...more,
});

const STRETCH = { fromSeconds: 1000, toSeconds: 1100 };

const drawn = (episodes: readonly EpisodeReport[]) => elementsOfPart(episodeLanes(episodes, 'a', STRETCH).markup);

it('each finding has a lane, each episode a bar in it; what binds has the accent', () => {
  const bars = drawn([
    episode('a', 1000, 1050, { severity: 'critical' }),
    episode('b', 1020, 1030),
    episode('a', 1090, 1100),
  ]).filter((element) => attribute(element, 'class')?.startsWith('part'));
  const of = (name: string) => bars.map((bar) => attribute(bar, name));
  expect(of('x')).toEqual(['0%', '90%', '20%']);
  expect(of('width')).toEqual(['50%', '10%', '10%']);
  expect(new Set(of('y')).size).toBe(2);
  expect(of('fill')).toEqual(['url(#plain-accent)', 'url(#hatched-accent)', 'url(#hatched-neutral)']);
});

it('an open end is an arrow, and a moment is still to be seen', () => {
  const elements = drawn([episode('a', 1000, 1000, { isOpenAtStart: true, isOpenAtEnd: true })]);
  expect(elements.map(textOf)).toContain('◂ a, warning ▸');
  expect(elements.map((element) => attribute(element, 'width'))).toContain('0.4%');
});
