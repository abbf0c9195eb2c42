import { html, trusted, type Html, type Part } from './html.ts';

/** Of the page as a whole 1; below the lowest of HTML there is none. */
export type Level = 1 | 2 | 3 | 4 | 5;

export function heading(level: Level, content: Part, id?: string): Html {
  const name = trusted(`h${level}`);
  return html`<${name}${id === undefined ? undefined : html` id="${id}"`}>${content}</${name}>`;
}

/** The level inside a part that has this one. */
export const below = (level: Level): Level => Math.min(level + 1, 5) as Level;
