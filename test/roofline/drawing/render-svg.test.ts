import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderRooflineSvg } from '../../../src/roofline/drawing/index.ts';
import { anyScene, size } from './arbitrary-scene.ts';
import { B200, EMPTY, H100_BOTH, SCENES } from './scenes.ts';
import { malformation } from './well-formed.ts';

describe('the check for XML', () => {
  it.each(['<a', '<a></b>', '<a>&</a>', '<a/><b/>', '<a x="1" x="2"/>', '<a>\u0000</a>', '<a>', 'b<a/>', '<a x=1/>'])(
    'refuses %j',
    (xml) => {
      expect(malformation(xml)).toBeDefined();
    },
  );
});

describe('the SVG', () => {
  it('is well-formed, whatever comes, and holds no NaN', () => {
    fc.assert(
      fc.property(anyScene, size, (scene, frame) => {
        const svg = renderRooflineSvg({ ...scene, title: 't' }, frame);
        expect(malformation(svg)).toBeUndefined();
        expect(svg).not.toMatch(/="[^"]*(NaN|Infinity|undefined)/);
      }),
      { numRuns: 300 },
    );
  });

  it('escapes labels everywhere', () => {
    const hostile = '</text><script>alert("1")</script>&\u0000\uFFFF';
    const svg = renderRooflineSvg({
      title: hostile,
      roofs: [{ label: hostile, flopPerSecond: 1e12, isUsed: true }],
      memory: { label: hostile, bytesPerSecond: 1e11 },
      points: [{ label: hostile, kind: 'prefill', intensityFlopPerByte: 3, flopPerSecond: 1e11, busyShare: 1 }],
      trail: [],
      limits: [{ label: hostile, intensityFlopPerByte: 4, binds: true }],
    });
    expect(malformation(svg)).toBeUndefined();
    expect(svg).not.toContain('<script');
  });

  it.each(Object.entries(SCENES))('of %s needs nothing from elsewhere', (_, scene) => {
    expect(renderRooflineSvg(scene).replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|url\(|@import|href|<script/,
    );
  });

  it('tells in words what it shows', () => {
    const svg = renderRooflineSvg(H100_BOTH);
    expect(svg).toContain('<title>llama-3.1-70b on H100 SXM, per GPU</title>');
    expect(svg).toContain('41 % of roof, memory-bound, 72 % of the busy time');
  });

  it('marks prefill by a diamond, decode by a disc, both together by a ring', () => {
    const svg = renderRooflineSvg(B200);
    expect(svg).toMatch(/<polygon class="point prefill"/);
    expect(svg).toMatch(/<circle class="point decode"/);
    expect(svg).toContain('class="limit-binding"');
  });

  it('is 760 × 440 unless told, and never smaller than readable', () => {
    expect(renderRooflineSvg(EMPTY)).toContain('viewBox="0 0 760 440"');
    expect(renderRooflineSvg(EMPTY, { width: NaN, height: -1 })).toContain('viewBox="0 0 240 180"');
  });
});
