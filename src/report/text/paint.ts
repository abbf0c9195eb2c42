/** How a terminal may set off parts of a text; the plain one leaves it as it is. */
export interface Paint {
  heading(text: string): string;
  /** The thing that binds. */
  accent(text: string): string;
  /** Broken objectives and stuck engines. */
  alarm(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
}

const same = (text: string): string => text;

export const PLAIN: Paint = { heading: same, accent: same, alarm: same, faint: same, strong: same };
