import type { Position } from './box.ts';
import type { Lettering } from './lettering.ts';
import type { Anchor, Role, Text } from './primitives.ts';

/** Where a text may stand; y is half its height. */
export interface Spot extends Position {
  readonly anchor: Anchor;
}

// The share of a text that lies left of its anchor.
const LEFT_OF: Readonly<Record<Anchor, number>> = { start: 0, middle: 0.5, end: 1 };

/** A text at a spot, or as near as the lettering allows. */
export function placeText(
  what: { readonly text: string; readonly role: Role; readonly of?: Role },
  { x, y, anchor }: Spot,
  lettering: Lettering,
): Text {
  const width = lettering.widthOf(what.text);
  const left = lettering.align(x - LEFT_OF[anchor] * width);
  const top = lettering.align(y - lettering.lineHeight / 2);
  return {
    shape: 'text',
    ...what,
    position: { x: left + LEFT_OF[anchor] * width, y: top + lettering.lineHeight / 2 },
    anchor,
    box: { left, top, right: left + width, bottom: top + lettering.lineHeight },
  };
}

/** The text cut so that it takes no more than `width`. */
export function fitText(text: string, width: number, lettering: Lettering): string {
  if (lettering.widthOf(text) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && lettering.widthOf(`${characters.join('')}…`) > width) characters.pop();
  return `${characters.join('')}…`;
}
