import { parse, parseFragment, type DefaultTreeAdapterMap } from 'parse5';

type Node = DefaultTreeAdapterMap['childNode'];
export type Element = DefaultTreeAdapterMap['element'];

const isElement = (node: Node): node is Element => 'tagName' in node;

const elementsIn = (nodes: readonly Node[]): Element[] =>
  nodes.flatMap((node) => (isElement(node) ? [node, ...elementsIn(node.childNodes)] : []));

/** Every element of a page, as a browser takes it apart, in their order. */
export const elementsOf = (page: string): Element[] => elementsIn(parse(page).childNodes);

/** The same of a part of a page. */
export const elementsOfPart = (markup: string): Element[] => elementsIn(parseFragment(markup).childNodes);

export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value;

/** All text inside; a blank that breaks no line is a blank. */
export const textOf = (element: Element): string =>
  element.childNodes
    .map((node) => (isElement(node) ? textOf(node) : 'value' in node ? node.value.replaceAll('\u00a0', ' ') : ''))
    .join('');

/** What a page is built of, whatever its texts are: names, and the names of attributes, by depth. */
export function structureOf(page: string): string {
  const lines = (nodes: readonly Node[], depth: number): string[] =>
    nodes.flatMap((node) =>
      isElement(node)
        ? [
            `${' '.repeat(depth)}${node.tagName} ${node.attrs.map(({ name }) => name).join(' ')}`,
            ...lines(node.childNodes, depth + 1),
          ]
        : [],
    );
  return lines(parse(page).childNodes, 0).join('\n');
}
