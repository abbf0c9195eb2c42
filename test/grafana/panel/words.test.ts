import { describe, expect, it } from 'vitest';
import { drawableOf, type Picture } from '../../../src/grafana/panel/picture.ts';
import { picturesFromFrames } from '../../../src/grafana/panel/scene-from-frames.ts';
import { distanceWords, pictureWords } from '../../../src/grafana/panel/words.ts';
import { DECODE, fleet, limitsFrame, pointsFrame, roofsFrame, ROUND, type PointRow } from './roofline-frames.ts';

const pictureOf = (frames: Parameters<typeof picturesFromFrames>[0]): Picture => {
  const [picture] = picturesFromFrames(frames);
  if (!picture) throw new Error('no picture');
  return picture;
};

const distanceOf = (row: PointRow): string => {
  const picture = pictureOf([pointsFrame([row]), roofsFrame(), limitsFrame()]);
  const [engine] = picture.engines;
  const scene = engine && drawableOf(picture, engine);
  const [point] = scene?.points ?? [];
  return scene && point ? distanceWords(scene, point) : '';
};

describe('the distance to the roof', () => {
  it('says what is possible here and at the limit that binds', () => {
    // A fifth of 10¹⁴; at the limit 4·10¹⁴ ÷ 2·10¹³.
    expect(distanceOf(DECODE)).toBe('5× as much is possible at this intensity, 20× at KV full × 112');
  });

  it('leaves out a limit that is passed already', () => {
    expect(distanceOf({ ...DECODE, intensity: 500, roof: 5e14, flopPerSecond: 2e14 })).toBe(
      '2.5× as much is possible at this intensity',
    );
  });

  it('does not praise what is impossible', () => {
    expect(distanceOf({ ...DECODE, flopPerSecond: 2e14 })).toMatch(/declared wrongly/);
    expect(distanceOf({ ...DECODE, flopPerSecond: 1.02e14 })).toMatch(/^1× as much/);
  });
});

describe('the sentence of a picture', () => {
  it('says of one engine how far each phase is from its roof', () => {
    const picture = pictureOf(ROUND);
    expect(pictureWords(picture, picture.engines)).toBe(
      'Decode runs at 20 % of the memory roof: 5× as much is possible at this intensity, 20× at KV full × 112. ' +
        'Prefill runs at 50 % of the compute roof: 2× as much is possible at this intensity.',
    );
  });

  it('says of several the farthest and the nearest', () => {
    const picture = pictureOf(fleet(3, 1));
    // Together 5·10¹³ of 2·10¹⁴, and ÷ 1.2 of the third.
    expect(pictureWords(picture, picture.engines)).toBe(
      '3 engines; farthest from its roof: gpu-2 at 21 % of the memory roof; nearest: gpu-0 at 25 % of the memory roof.',
    );
  });

  it('says what is not shown', () => {
    const picture = pictureOf(fleet(120, 1));
    expect(pictureWords(picture, picture.engines)).toContain('Shown are 100 of 120 engines');
    expect(pictureWords(picture, [])).toBe('Every engine is hidden.');
  });

  it('says so when nothing can be placed', () => {
    const idle = pictureOf([pointsFrame([{ ...DECODE, flopPerSecond: 0 }]), roofsFrame()]);
    expect(pictureWords(idle, idle.engines)).toContain('No operating point');
  });
});
