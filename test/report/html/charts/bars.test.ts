import { describe, expect, it } from 'vitest';
import { pairBar } from '../../../../src/report/html/charts/pair-bar.ts';
import { rangeBar } from '../../../../src/report/html/charts/range-bar.ts';
import { shareBar } from '../../../../src/report/html/charts/share-bar.ts';
import { stackedBar } from '../../../../src/report/html/charts/stacked-bar.ts';
import type { Html } from '../../../../src/report/html/html.ts';
import { attribute, elementsOfPart, textOf, type Element } from '../parsed.ts';

const partsOf = (bar: Html): Element[] =>
  elementsOfPart(bar.markup).filter((element) => /^(part|most|target|frame)/.test(attribute(element, 'class') ?? ''));
const has = (bar: Html, kind: string, name: string): (string | undefined)[] =>
  partsOf(bar)
    .filter((element) => attribute(element, 'class')?.startsWith(kind))
    .map((element) => attribute(element, name));

describe('a limit', () => {
  it('is as long as it is used on average, with a line at most', () => {
    const bar = shareBar({ usedRatio: 0.25, mostRatio: 0.5, binds: false });
    expect([has(bar, 'part', 'width'), has(bar, 'most', 'x1')]).toEqual([['25%'], ['50%']]);
  });

  it('binds in the accent and another texture', () => {
    expect(has(shareBar({ usedRatio: 1, binds: true }), 'part', 'fill')).toEqual(['url(#hatched-accent)']);
    expect(has(shareBar({ usedRatio: 1, binds: false }), 'part', 'fill')).toEqual(['url(#plain-neutral)']);
  });

  it('that is unknown is an empty frame, not a bar of nothing', () => {
    const bar = shareBar({ usedRatio: undefined, binds: false });
    expect(has(bar, 'part', 'width')).toEqual([]);
    expect(has(bar, 'frame', 'class')).toEqual(['frame unknown']);
  });

  it('never leaves its frame', () => {
    expect(has(shareBar({ usedRatio: 7, mostRatio: -1, binds: false }), 'part', 'width')).toEqual(['100%']);
    expect(has(shareBar({ usedRatio: 7, mostRatio: -1, binds: false }), 'most', 'x1')).toEqual(['0%']);
  });
});

it('a pair is one bar below the other, on one scale; what cannot tell has none', () => {
  const bar = pairBar({ above: 5, below: 10, longest: 20 });
  expect([has(bar, 'part', 'width'), has(bar, 'part', 'fill')]).toEqual([
    ['25%', '50%'],
    ['url(#plain-neutral)', 'url(#hatched-neutral)'],
  ]);
  expect(has(pairBar({ above: undefined, below: 3, longest: 3 }), 'part', 'y')).toEqual(['10']);
  expect(has(pairBar({ above: 0, below: 0, longest: 0 }), 'part', 'width')).toEqual(['0%', '0%']);
});

it('a share between its bounds reaches from one to the other', () => {
  const bar = rangeBar({ low: 0.2, high: 0.7, value: 0.4, target: 0.95 });
  expect([has(bar, 'part', 'x'), has(bar, 'part', 'width')]).toEqual([['20%'], ['50%']]);
  expect([has(bar, 'most', 'x1'), has(bar, 'target', 'x1')]).toEqual([['40%'], ['95%']]);
});

describe('parts of a whole', () => {
  const part = (label: string, value: number) => ({
    label,
    value,
    texture: 'plain' as const,
    tone: 'neutral' as const,
  });
  const bar = stackedBar('t', 'd', [part('queue', 6), part('prefill', 0.1), part('decode', 3.9), part('less', -1)]);

  it('stand side by side; less than nothing is nothing', () => {
    expect(has(bar, 'part', 'x')).toEqual(['0%', '60%', '61%', '100%']);
    expect(has(bar, 'part', 'width')).toEqual(['60%', '1%', '39%', '0%']);
  });

  it('are named where there is room', () => {
    expect(
      elementsOfPart(bar.markup)
        .filter(({ tagName }) => tagName === 'text')
        .map(textOf),
    ).toEqual(['queue', 'decode']);
  });
});
