import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderRooflineText } from '../../../src/roofline/drawing/index.ts';
import { anyScene } from './arbitrary-scene.ts';
import { CPU, EMPTY, H100_BOTH, NEAR, ONE_POINT, SCENES } from './scenes.ts';

describe('the text', () => {
  it('is as high as asked and never wider, whatever comes', () => {
    const columns = fc.integer({ min: 60, max: 160 });
    fc.assert(
      fc.property(anyScene, columns, fc.integer({ min: 16, max: 40 }), (scene, width, rows) => {
        const lines = renderRooflineText(scene, { columns: width, rows });
        expect(lines).toHaveLength(rows);
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
        // eslint-disable-next-line no-control-regex -- that there are none is the point
        expect(lines.join('')).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
      }),
      { numRuns: 300 },
    );
  });

  it('has its legend at the right where there is room, else below', () => {
    const legend = '● decode   41 % of roof, memory-bound';
    const wide = renderRooflineText(H100_BOTH, { columns: 120, rows: 22 });
    expect(wide[2]).toMatch(new RegExp(`\\S.*${legend}$`));
    expect(renderRooflineText(H100_BOTH, { columns: 80, rows: 22 })).toContain(legend);
  });

  it('says how far above the roof a point is', () => {
    expect(renderRooflineText(CPU, { columns: 80, rows: 22 })).toContain('◆ prefill  118 % of roof, compute-bound');
  });

  it('draws roofs, the slope and the point', () => {
    const text = renderRooflineText(ONE_POINT, { columns: 80, rows: 22 }).join('\n');
    expect(text).toMatch(/─── bf16 312 TFLOP\/s/);
    expect(text).toMatch(/HBM2e 2\.04 TB\/s +[\u2800-\u28FF]+/);
    expect(text).toContain('○ engine');
  });

  it('puts points of one cell side by side', () => {
    const marks = renderRooflineText(NEAR, { columns: 80, rows: 30 }).slice(0, 18).join('').match(/[◆●○]/g);
    expect(marks?.length).toBeGreaterThanOrEqual(6);
  });

  it('paints what binds, and sets off what matters less', () => {
    const painted = renderRooflineText(H100_BOTH, {
      columns: 100,
      rows: 22,
      paint: { accent: (text) => `<a ${text}>`, faint: (text) => `<f ${text}>`, strong: (text) => `<s ${text}>` },
    }).join('\n');
    expect(painted).toContain('<a ┇ KV limit at batch 112 ◀ binds>');
    expect(painted).toContain('<f ∘ earlier>');
    expect(painted).toContain('<s llama');
  });

  it.each(Object.entries(SCENES))('draws %s at any width', (_, scene) => {
    for (const columns of [0, NaN, 60, 79, 100, 160]) {
      expect(renderRooflineText(scene, { columns, rows: 20 })).toHaveLength(20);
    }
  });

  it('of nothing is axes', () => {
    expect(renderRooflineText(EMPTY, { columns: 60, rows: 16 }).join('')).toContain('┼');
  });
});
