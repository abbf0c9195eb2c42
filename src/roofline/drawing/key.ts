import type { Lettering } from './lettering.ts';
import { placeText } from './place-text.ts';
import type { Plot } from './plot.ts';
import type { Primitive } from './primitives.ts';
import type { DrawableScene, PointKind } from './scene.ts';

const KINDS: readonly PointKind[] = ['prefill', 'decode', 'together'];

/** What the marks mean, in one line below the picture, as far as there is room. */
export function key(scene: DrawableScene, plot: Plot, bottom: number, lettering: Lettering): Primitive[] {
  const kinds = KINDS.filter((kind) => scene.points.some((point) => point.kind === kind));
  const entries = [
    ...kinds.map((kind) => ({ text: kind, mark: { role: 'point', radius: lettering.gap, kind } }) as const),
    ...(scene.trail.length > 0
      ? [{ text: scene.trailLabel ?? 'earlier', mark: { role: 'trail', radius: lettering.dotRadius } } as const]
      : []),
    ...(scene.points.some(({ busyShare }) => busyShare !== undefined)
      ? [{ text: 'area: share of the busy time', mark: undefined }]
      : []),
  ];
  const primitives: Primitive[] = [];
  const y = bottom - lettering.lineHeight / 2;
  let x = plot.box.left;
  for (const { text, mark } of entries) {
    const textAt = x + (mark ? 3 * lettering.gap : 0);
    const label = placeText({ text, role: 'key' }, { x: textAt, y, anchor: 'start' }, lettering);
    if (label.box.right > plot.box.right) break;
    if (mark) primitives.push({ shape: 'circle', centre: { x: x + lettering.gap, y }, ...mark });
    primitives.push(label);
    x = label.box.right + 3 * lettering.gap;
  }
  return primitives;
}
