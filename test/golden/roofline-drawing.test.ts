import { expect, it } from 'vitest';
import { renderRooflineSvg, renderRooflineText } from '../../src/roofline/drawing/index.ts';
import { H100_BOTH } from '../roofline/drawing/scenes.ts';

it('draws a roofline as SVG', async () => {
  await expect(renderRooflineSvg(H100_BOTH)).toMatchFileSnapshot('roofline.svg');
});

it('draws a roofline for a terminal, wide and narrow', async () => {
  const drawings = [120, 80].map((columns) => renderRooflineText(H100_BOTH, { columns, rows: 22 }).join('\n'));
  await expect(`${drawings.join('\n\n')}\n`).toMatchFileSnapshot('roofline.txt');
});
