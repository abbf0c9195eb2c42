/** The point that one hovers or has focused, and where on the screen. */
export interface CurrentPoint {
  readonly id: string;
  readonly engine: string | undefined;
  readonly x: number;
  readonly y: number;
}

/** Where an element is on the screen. */
export function middleOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
