// Takes a scene: roofs, points and limits in numbers. Gives shapes without colours, and from them an SVG or lines of text.
// Never knows of engines, of where numbers come from, or of a browser.
export { rooflineGeometry, type Geometry } from './geometry.ts';
export type { Anchor, Circle, Line, Polyline, Primitive, Role, Text } from './primitives.ts';
export { ceilingAt, ceilingOf, ridgeFlopPerByte, type Ceiling } from './roofs.ts';
export { describePoint, describeScene, formatShare } from './describe.ts';
export { formatFlopPerSecond, formatIntensity } from './format-magnitude.ts';
export { PIXELS, type Lettering } from './lettering.ts';
export type { Size } from './plot.ts';
export { drawable } from './scene.ts';
export type { DrawableScene, Limit, Memory, PointKind, Roof, RooflineScene, ScenePoint, TrailPoint } from './scene.ts';
export { renderRooflineSvg } from './render-svg.ts';
export { DARK, LIGHT, type Colours } from './svg-style.ts';
export { renderRooflineText, type TextSize } from './render-text.ts';
export { PLAIN_DRAWING, type DrawingPaint } from './canvas.ts';
