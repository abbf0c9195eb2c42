import { describe, expect, it } from 'vitest';
import { picturesFromFrames } from '../../../src/grafana/panel/scene-from-frames.ts';
import {
  DECODE,
  fleet,
  HARDWARE,
  limitsFrame,
  PHASES,
  pointsFrame,
  PREFILL,
  roofsFrame,
  ROUND,
  TOGETHER,
  withoutMeta,
} from './roofline-frames.ts';

const only = (frames: Parameters<typeof picturesFromFrames>[0]) => {
  const [picture, ...others] = picturesFromFrames(frames);
  if (!picture || others.length > 0) throw new Error(`${others.length + (picture ? 1 : 0)} pictures`);
  return picture;
};

describe('the picture of one engine', () => {
  const picture = only(ROUND);
  const [engine] = picture.engines;

  it('has the roofs of its hardware', () => {
    expect(picture.hardware).toBe(HARDWARE);
    expect(picture.memory).toEqual({ label: 'memory', bytesPerSecond: 1e12 });
    expect(picture.roofs).toEqual([
      { label: 'bf16', flopPerSecond: 1e15, isUsed: true },
      { label: 'fp8', flopPerSecond: 2e15, isUsed: false },
    ]);
  });

  it('has its points, named by their phases, with the ceilings that the data source knows', () => {
    expect(engine?.points.map(({ label, kind, flopPerSecond }) => [label, kind, flopPerSecond])).toEqual([
      ['prefill', 'prefill', 5e14],
      ['decode', 'decode', 2e13],
      ['together', 'together', 5e13],
    ]);
    expect(engine?.points[1]).toMatchObject({
      intensityFlopPerByte: 100,
      busyShare: 0.7,
      ceiling: { flopPerSecond: 1e14, boundBy: 'memory' },
    });
  });

  it('has its limits, with whole requests', () => {
    expect(engine?.limits).toEqual([
      { label: 'slots × 256', intensityFlopPerByte: 900, binds: false },
      { label: 'KV full × 112', intensityFlopPerByte: 400, binds: true },
    ]);
  });

  it('is the same when a transformation lost the meta of the frames', () => {
    const [bare] = picturesFromFrames(withoutMeta(ROUND));
    expect(bare?.engines[0]?.points.map(({ label }) => label)).toEqual(['prefill', 'decode', 'together']);
    expect(bare?.roofs).toEqual(picture.roofs);
  });
});

describe('the newest row of a phase', () => {
  const rows = [1, 2, 3].map((time) => ({ ...TOGETHER, time, intensity: 100 * time }));

  it('is where the engine is, the others where it was', () => {
    const [engine] = only([pointsFrame(rows), roofsFrame()]).engines;
    expect(engine?.points.map((point) => point.intensityFlopPerByte)).toEqual([300]);
    expect(engine?.trail.map((point) => point.intensityFlopPerByte)).toEqual([100, 200, 300]);
  });

  it('goes by time, however a transformation sorted', () => {
    const [engine] = only([pointsFrame([...rows].reverse()), roofsFrame()]).engines;
    expect(engine?.points.map((point) => point.intensityFlopPerByte)).toEqual([300]);
    expect(engine?.trail.map((point) => point.intensityFlopPerByte)).toEqual([100, 200, 300]);
  });

  it('is always the end of a trail that had to be thinned', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ ...TOGETHER, time: i, intensity: 1 + i }));
    const [engine] = only([pointsFrame(many), roofsFrame()]).engines;
    expect(engine?.trail).toHaveLength(200);
    expect(engine?.trail[0]?.intensityFlopPerByte).toBe(1);
    expect(engine?.trail.at(-1)?.intensityFlopPerByte).toBe(10_000);
  });
});

describe('several engines', () => {
  it('are named, the farthest from its roof first', () => {
    const { engines } = only(fleet(3, 2));
    expect(engines.map(({ name }) => name)).toEqual(['gpu-2', 'gpu-1', 'gpu-0']);
    expect(engines[0]?.points[0]?.label).toBe('gpu-2 · prefill');
    expect(engines[0]?.limits[1]?.label).toBe('KV full × 112');
  });

  it('share the roofs of the same hardware and have a picture for each other', () => {
    const rows = ['a', 'b', 'c'].map((engine, i) => ({
      ...DECODE,
      engine,
      hardware: i === 1 ? '1 × Other' : HARDWARE,
    }));
    const pictures = picturesFromFrames([pointsFrame(rows), roofsFrame([HARDWARE, '1 × Other', '1 × Unused'])]);
    expect(pictures.map(({ hardware, engines }) => [hardware, engines.map(({ name }) => name)])).toEqual([
      [HARDWARE, ['a', 'c']],
      ['1 × Other', ['b']],
    ]);
  });

  it('of one name in two queries stay two', () => {
    const second = { ...pointsFrame([{ ...DECODE, flopPerSecond: 4e13 }]), refId: 'B' };
    const { engines } = only([pointsFrame([DECODE]), second, roofsFrame()]);
    expect(engines.map(({ name }) => name)).toEqual(['llama (A)', 'llama (B)']);
  });

  it('have together no more dots than can be drawn in time', () => {
    const dots = only(fleet(50, 200)).engines.map(({ trail }) => trail.length);
    expect(dots).toEqual(Array<number>(50).fill(16));
  });

  it('beyond a hundred are left out and counted', () => {
    const { engines, engineCount } = only(fleet(120, 1));
    expect([engines.length, engineCount]).toEqual([100, 120]);
    expect(engines[0]?.name).toBe('gpu-119');
  });
});

describe('what is odd', () => {
  it('without hardware belongs to the only one', () => {
    const [points] = [pointsFrame(PHASES)];
    const fields = points.fields.filter(({ name }) => name !== 'hardware');
    expect(only([{ ...points, fields }, roofsFrame()]).hardware).toBe(HARDWARE);
  });

  it('without roofs has points all the same', () => {
    const picture = only([pointsFrame([PREFILL])]);
    expect(picture.roofs).toEqual([]);
    expect(picture.engines[0]?.points).toHaveLength(1);
  });

  it('gives no picture where there is nothing', () => {
    expect(picturesFromFrames([])).toEqual([]);
    expect(picturesFromFrames([pointsFrame([]), roofsFrame([]), limitsFrame([])])).toEqual([]);
    expect(picturesFromFrames([pointsFrame([{ ...DECODE, phase: 'thinking' }])])).toEqual([]);
  });
});
