import type { Picture } from './picture.ts';

/** The point that one hovers or has focused, and where on the screen. */
export interface CurrentPoint {
  readonly id: string;
  readonly engine: string | undefined;
  readonly x: number;
  readonly y: number;
}

/** The engine that stands out in a picture: none where there is only one, or where the current one is in another picture. */
export const emphasisedEngine = ({ engines }: Picture, current: CurrentPoint | undefined): string | undefined =>
  engines.length > 1 && engines.some(({ key }) => key === current?.engine) ? current?.engine : undefined;

/** Where an element is on the screen. */
export function middleOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
