import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../src/quantities/index.ts';
import { html, trusted } from '../../../src/report/html/html.ts';
import { attribute, elementsOfPart, textOf } from './parsed.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '`', '=', '-', '!', 's', 'x', ';', '\u0000', '\u202E'),
    maxLength: 30,
  }),
  fc.constantFrom('</style>', '</script><script>', '<!--', ']]>', '" onload="x', '&lt;', '&#x3c;'),
);

describe('a template', () => {
  it('escapes text, once, and leaves markup as it is', () => {
    const inner = html`<b>${'a < b & "c"'}</b>`;
    expect(html`<p>${inner}</p>`.markup).toBe('<p><b>a &lt; b &amp; &quot;c&quot;</b></p>');
    expect(html`${trusted('<br>')}`.markup).toBe('<br>');
  });

  it('says nothing for nothing, and lists one after the other', () => {
    expect(html`<p>${undefined}${['a', html`<i>${1}</i>`, undefined, ['b']]}</p>`.markup).toBe('<p>a<i>1</i>b</p>');
  });

  it('refuses what only looks like markup', () => {
    expect(() => html`${{ markup: '<script>' } as unknown as string}`).toThrow(TypeError);
  });

  it('cuts what no sentence is as long as', () => {
    expect(html`${'x'.repeat(2_000_000)}`.markup.length).toBeLessThan(2100);
  });

  it('gives a reader the text and nothing else, whatever it is, in an element and in an attribute', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const elements = elementsOfPart(html`<p title="${text}">${text}</p>`.markup);
        expect(elements.map(({ tagName }) => tagName)).toEqual(['p']);
        const [p] = elements;
        if (!p) throw new Error('unreachable: there is one');
        expect(textOf(p)).toBe(printable(text));
        expect(p.attrs).toEqual([{ name: 'title', value: printable(text) }]);
        expect(attribute(p, 'title')).toBe(textOf(p));
      }),
      { numRuns: 500 },
    );
  });
});
