import { attribute, elementsOf, textOf, type Element } from './parsed.ts';

/** A section of a page by its id. */
export function sectionOf(page: string, id: string): Element {
  const section = elementsOf(page).find((element) => element.tagName === 'section' && attribute(element, 'id') === id);
  if (!section) throw new Error(`the page has no section ${id}`);
  return section;
}

/** Its text, with blanks and breaks as a reader sees them. */
export const wordsOf = (page: string, id: string): string => textOf(sectionOf(page, id)).replaceAll(/\s+/g, ' ');
