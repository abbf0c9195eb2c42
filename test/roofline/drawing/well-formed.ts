const NAME = '[A-Za-z_][A-Za-z0-9_.:-]*';
const TAG = new RegExp(`^<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`);
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+);)/;
// Char of XML 1.0, https://www.w3.org/TR/xml/#charsets
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** What is wrong with a document of elements, attributes and text, as XML; undefined where nothing is. */
export function malformation(xml: string): string | undefined {
  if (FORBIDDEN.test(xml)) return 'a character that XML does not allow';
  if (REFERENCE.test(xml)) return 'a bare ampersand';
  const open: string[] = [];
  let rest = xml.trim();
  while (rest !== '') {
    const tag = TAG.exec(rest);
    const read = tag?.[0] ?? /^[^<]+/.exec(rest)?.[0];
    if (!read) return `no tag: ${rest.slice(0, 40)}`;
    if (open.length === 0 && rest !== xml.trim()) return 'something after the root';
    const wrong = tag ? nest(tag, open) : textFault(read, open);
    if (wrong) return wrong;
    rest = rest.slice(read.length);
  }
  return open.length > 0 ? `<${open.join('><')}> left open` : undefined;
}

const textFault = (text: string, open: readonly string[]): string | undefined =>
  open.length === 0 || text.includes(']]>') ? `text: ${text}` : undefined;

/** Opens or closes an element; what is wrong with that. */
function nest([, slash, name = '', attributes = '', selfClosing]: RegExpExecArray, open: string[]): string | undefined {
  const names = [...attributes.matchAll(new RegExp(`\\s(${NAME})="[^"]*"`, 'g'))].map(([, attribute]) => attribute);
  if (new Set(names).size < names.length) return `an attribute twice in ${name}`;
  if (slash) return open.pop() === name ? undefined : `</${name}> closes another`;
  if (!selfClosing) open.push(name);
  return undefined;
}
