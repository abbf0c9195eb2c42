import { escapeMarkup, printable } from '../../quantities/index.ts';
import type { Position } from './box.ts';
import { describeScene } from './describe.ts';
import { rooflineGeometry } from './geometry.ts';
import type { Circle, Primitive, Text } from './primitives.ts';
import { drawable, type RooflineScene } from './scene.ts';
import { classOf, ROOT_CLASS, SVG_STYLE } from './svg-style.ts';

/** A roofline as SVG 1.1 that needs nothing besides: for a page, a review, a printer. */
export function renderRooflineSvg(
  scene: RooflineScene,
  { width = 760, height = 440 }: { readonly width?: number; readonly height?: number } = {},
): string {
  const geometry = rooflineGeometry(scene, { width, height });
  const size = `width="${number(geometry.width)}" height="${number(geometry.height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" class="${ROOT_CLASS}" role="img" ${size} viewBox="0 0 ${number(geometry.width)} ${number(geometry.height)}">`,
    `<title>${escaped(printable(scene.title))}</title>`,
    `<desc>${escaped(describeScene(drawable(scene)))}</desc>`,
    `<style type="text/css">${SVG_STYLE}\n</style>`,
    `<rect class="paper" x="0" y="0" ${size}/>`,
    ...geometry.primitives.map(element),
    '</svg>',
    '',
  ].join('\n');
}

function element(primitive: Primitive): string {
  switch (primitive.shape) {
    case 'polyline':
      return `<polyline class="${classOf(primitive.role)}" points="${points(primitive.vertices)}"/>`;
    case 'line': {
      const { role, from, to } = primitive;
      return `<line class="${classOf(role)}" x1="${number(from.x)}" y1="${number(from.y)}" x2="${number(to.x)}" y2="${number(to.y)}"/>`;
    }
    case 'circle':
      return mark(primitive);
    case 'text':
      return textElement(primitive);
  }
}

/** Prefill is a diamond of the same area as the circle. */
function mark({ role, centre, radius, kind, description }: Circle): string {
  const title = description === undefined ? '' : `<title>${escaped(description)}</title>`;
  const classes = classOf(role, kind);
  if (kind !== 'prefill') {
    return `<circle class="${classes}" cx="${number(centre.x)}" cy="${number(centre.y)}" r="${number(radius)}">${title}</circle>`;
  }
  const reach = radius * Math.sqrt(Math.PI / 2);
  const corners = [
    { x: centre.x, y: centre.y - reach },
    { x: centre.x + reach, y: centre.y },
    { x: centre.x, y: centre.y + reach },
    { x: centre.x - reach, y: centre.y },
  ];
  return `<polygon class="${classes}" points="${points(corners)}">${title}</polygon>`;
}

// From the middle of a line down to where letters stand, for 12 pixels.
const BASELINE = 4.2;

function textElement({ role, of, text, position, anchor }: Text): string {
  const classes = classOf(role, of && `of-${of}`);
  return `<text class="${classes}" x="${number(position.x)}" y="${number(position.y + BASELINE)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

/** A tenth of a pixel is enough. */
const number = (value: number): string => String(Number(value.toFixed(1)));

const points = (vertices: readonly Position[]): string =>
  vertices.map(({ x, y }) => `${number(x)},${number(y)}`).join(' ');

/** Control characters are gone already; two code points that XML does not allow are left. */
const escaped = (text: string): string => escapeMarkup(text).replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
