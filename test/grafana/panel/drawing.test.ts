import { describe, expect, it } from 'vitest';
import { redraw } from '../../../src/grafana/panel/drawing.ts';
import { layoutOf, wordsHeightOf } from '../../../src/grafana/panel/layout.ts';
import { nextPoint } from '../../../src/grafana/panel/next-point.ts';
import type { View } from '../../../src/grafana/panel/scene-in-view.ts';
import { trailPaths } from '../../../src/grafana/panel/trail-paths.ts';
import type { Circle, Primitive } from '../../../src/roofline/drawing/index.ts';
import { fleet, ROUND } from './roofline-frames.ts';

const ALL: View = { hiddenParts: new Set(), hiddenEngines: new Set(), labelledEngines: 1 };
const SIZE = { width: 900, height: 500 };

const drawn = (frames: Parameters<typeof redraw>[0], view: View = ALL, size = SIZE) => {
  const [drawing] = redraw(frames, view, size);
  if (!drawing) throw new Error('nothing drawn');
  const { geometry } = drawing;
  return {
    geometry,
    roles: new Set(geometry.primitives.map(({ role }) => role)),
    labels: geometry.primitives.flatMap((each) => (each.shape === 'text' && each.role === 'label' ? [each.text] : [])),
  };
};

describe('a view', () => {
  it('hides what is hidden', () => {
    expect([...drawn(ROUND).roles]).toEqual(expect.arrayContaining(['limit', 'limit-binding', 'roof-unused', 'point']));
    const few = drawn(ROUND, { ...ALL, hiddenParts: new Set(['limits', 'unusedRoofs', 'decode']) });
    expect([...few.roles].filter((role) => role.startsWith('limit') || role === 'roof-unused')).toEqual([]);
    expect(few.labels.filter((label) => label.startsWith('decode'))).toEqual([]);
  });

  it('of several engines names the farthest, and the current one at all its points', () => {
    const named = (view: View) => drawn(fleet(5, 3), view).labels.filter((label) => /^gpu-\d ·/.test(label));
    expect(named(ALL)).toEqual([expect.stringMatching(/^gpu-4 · together/)]);
    expect(named({ ...ALL, currentEngine: 'A\ngpu-1' }).filter((label) => label.startsWith('gpu-1'))).toHaveLength(3);
  });

  it('of several engines shows the limits of one, and moves no axis for another', () => {
    const frames = fleet(3, 1);
    const [first, second] = [drawn(frames), drawn(frames, { ...ALL, currentEngine: 'A\ngpu-0' })];
    const limits = ({ labels }: typeof first) => labels.filter((label) => label.includes('KV full'));
    expect(limits(first)).toEqual(['gpu-2: KV full × 112 ◀ binds']);
    expect(limits(second)).toEqual(['gpu-0: KV full × 112 ◀ binds']);
    expect(second.geometry.intensity.lowExponent).toBe(first.geometry.intensity.lowExponent);
    expect(second.geometry.plot).toEqual(first.geometry.plot);
  });

  it('that is tiny has no numbers at its axes', () => {
    expect(drawn(ROUND, ALL, { width: 180, height: 160 }).roles.has('title')).toBe(false);
    const texts = drawn(ROUND, ALL, { width: 180, height: 160 }).geometry.primitives.filter(
      ({ shape, role }) => shape === 'text' && (role === 'tick' || role === 'axis'),
    );
    expect(texts).toEqual([]);
  });
});

describe('trails', () => {
  const dot = (freshness: number, owner: string): Circle => ({
    shape: 'circle',
    role: 'trail',
    centre: { x: 10 * freshness, y: 1 },
    radius: 2,
    freshness,
    owner,
  });
  const line: Primitive = {
    shape: 'polyline',
    role: 'trail',
    owner: 'a',
    vertices: [
      { x: 0, y: 1 },
      { x: 10, y: 1 },
    ],
  };

  it('are few paths, the older the fainter', () => {
    const paths = trailPaths([line, dot(0, 'a'), dot(1, 'a'), dot(1, 'b')]);
    expect(paths.map(({ d, width }) => [d, width])).toEqual([
      ['M0 1L10 1', 1],
      ['M0 1h0', 4],
      ['M10 1h0M10 1h0', 4],
    ]);
    expect(paths.slice(1).map(({ opacity }) => opacity)).toEqual([0.15, 0.9]);
  });

  it('of others are dimmed where an engine is current', () => {
    expect(trailPaths([dot(1, 'a'), dot(1, 'b')], 'b').map(({ isDimmed }) => isDimmed)).toEqual([true, false]);
  });
});

describe('arrow keys', () => {
  const mark = (id: string, x: number): Circle => ({
    shape: 'circle',
    role: 'point',
    id,
    centre: { x, y: 0 },
    radius: 1,
  });
  const marks = [mark('b', 2), mark('a', 1), mark('c', 3)];

  it.each([
    ['a', 'ArrowRight', 'b'],
    ['c', 'ArrowRight', 'a'],
    ['a', 'ArrowLeft', 'c'],
    ['b', 'ArrowUp', 'a'],
    ['b', 'End', 'c'],
    ['b', 'Home', 'a'],
    [undefined, 'ArrowDown', 'a'],
    [undefined, 'ArrowLeft', 'c'],
    ['a', 'Tab', undefined],
  ])('from %s by %s to %s', (from, key, to) => {
    expect(nextPoint(marks, from, key)).toBe(to);
  });

  it('lead nowhere among none', () => {
    expect(nextPoint([], undefined, 'ArrowRight')).toBeUndefined();
  });
});

describe('the layout', () => {
  it('has no legend below 120 pixels of height', () => {
    const wishes = { pictures: 1, legendWidth: 300 };
    expect(layoutOf({ width: 400, height: 119 }, wishes).legendHeight).toBe(0);
    expect(layoutOf({ width: 400, height: 120 }, wishes)).toMatchObject({
      legendHeight: 26,
      cell: { width: 400, height: 94 },
    });
  });

  it('puts pictures side by side where they fit, else below each other, and counts the rest', () => {
    const wishes = { pictures: 2, legendWidth: 0 };
    expect(layoutOf({ width: 900, height: 300 }, wishes).cell).toEqual({ width: 450, height: 300 });
    expect(layoutOf({ width: 400, height: 500 }, wishes).cell).toEqual({ width: 400, height: 250 });
    expect(layoutOf({ width: 300, height: 200 }, wishes)).toMatchObject({ cells: 1, restHeight: 18 });
  });

  it('stays sound whatever the size', () => {
    for (const size of [0, 1, 7, 50_000]) {
      const { cell } = layoutOf({ width: size, height: size }, { pictures: 3, legendWidth: 500 });
      expect(cell.height).toBeGreaterThan(0);
    }
  });

  it('gives words as many lines as they need, three at most, and none in a small picture', () => {
    expect(wordsHeightOf({ width: 600, height: 400 }, 'short')).toBe(18);
    expect(wordsHeightOf({ width: 300, height: 400 }, 'long '.repeat(100))).toBe(54);
    expect(wordsHeightOf({ width: 239, height: 400 }, 'short')).toBe(0);
    expect(wordsHeightOf({ width: 600, height: 219 }, 'short')).toBe(0);
  });
});
