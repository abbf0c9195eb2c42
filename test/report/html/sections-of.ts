import { attribute, elementsOf, type Element } from './parsed.ts';

/** A section of a page by its id. */
export function sectionOf(page: string, id: string): Element {
  const section = elementsOf(page).find((element) => element.tagName === 'section' && attribute(element, 'id') === id);
  if (!section) throw new Error(`the page has no section ${id}`);
  return section;
}

const INLINE = ['a', 'b', 'code', 'small', 'span', 'strong'];

/** Its words, as a reader sees them: one blank between any two. */
export const wordsOf = (page: string, id: string): string => spaced(sectionOf(page, id)).replaceAll(/\s+/g, ' ').trim();

const spaced = (node: Element['childNodes'][number]): string => {
  if ('value' in node) return node.value;
  if (!('childNodes' in node)) return '';
  const text = node.childNodes.map(spaced).join('');
  return INLINE.includes(node.nodeName) ? text : ` ${text} `;
};
