import { describe, expect, it } from 'vitest';
import type { ChartLine } from '../../../../src/report/html/charts/chart-line.ts';
import { timeChart, type TimeChart } from '../../../../src/report/html/charts/time-chart.ts';
import { attribute, elementsOfPart, textOf, type Element } from '../parsed.ts';

const at = (atSeconds: number, value: number, low?: number, high?: number) => ({ atSeconds, value, low, high });

const line = (points: ChartLine['points']): ChartLine => ({ label: 'wait', look: 'plain', points });

const chart = (over: Partial<TimeChart>): Element[] =>
  elementsOfPart(
    timeChart({
      ...{ title: 't', description: 'd', unit: 'seconds', fromSeconds: 0, toSeconds: 100, lines: [] },
      ...over,
    }).markup,
  );

const pathsOf = (elements: readonly Element[], kind: string): string[] =>
  elements.flatMap((element) =>
    attribute(element, 'class')?.split(' ')[0] === kind ? (attribute(element, 'd') ?? []) : [],
  );

describe('a picture over time', () => {
  it('draws a gap as a gap', () => {
    const drawn = chart({ lines: [line([at(0, 1), at(10, 1), undefined, at(30, 1), at(40, 1)])] });
    expect(pathsOf(drawn, 'line')).toHaveLength(2);
  });

  it('draws bounds as a band, from nothing where there is no lower one, and out of the picture without an upper one', () => {
    const [band = ''] = pathsOf(chart({ lines: [line([at(0, 1, 0.5, 2), at(100, 1, 0.5, 2)])] }), 'band');
    // 0 s at 178, 2 s at 32: to there from 141.5, and back.
    expect(band).toBe('M0 32L1000 32L1000 141.5L0 141.5Z');
    const [open = ''] = pathsOf(chart({ lines: [line([at(0, 1, 0.5), at(100, 1, 0.5)])] }), 'band');
    expect(open).toMatch(/^M0 0L1000 0L/);
    const [closed = ''] = pathsOf(chart({ lines: [line([at(0, 1, undefined, 2), at(100, 1, undefined, 2)])] }), 'band');
    expect(closed).toBe('M0 32L1000 32L1000 178L0 178Z');
  });

  it('without bounds has no band', () => {
    expect(pathsOf(chart({ lines: [line([at(0, 1), at(100, 2)])] }), 'band')).toEqual([]);
  });

  it('is not pressed to the ground by bounds that are far away', () => {
    const texts = chart({ lines: [line([at(0, 1, 0, 1e6), at(100, 1, 0, 1e6)])] }).map(textOf);
    expect(texts).toContain('2 s');
    expect(texts.join()).not.toContain('min');
  });

  it('has its numbers in one scale, and times in UTC', () => {
    const texts = chart({
      lines: [line([at(0, 900), at(100, 1)])],
      fromSeconds: 1_700_000_000,
      toSeconds: 1_700_000_300,
    }).map(textOf);
    expect(texts).toEqual(expect.arrayContaining(['0 s', '500 s', '1000 s', '22:15']));
  });

  it('marks an instant and a height', () => {
    const drawn = chart({
      lines: [line([at(0, 1), at(100, 1)])],
      mark: { atSeconds: 25, label: 'it begins' },
      target: { value: 0.5, label: 'promised' },
    });
    const mark = drawn.find((element) => attribute(element, 'class') === 'mark');
    expect(mark && attribute(mark, 'x1')).toBe('25%');
    expect(drawn.map(textOf)).toEqual(expect.arrayContaining(['it begins', 'promised']));
  });
});
