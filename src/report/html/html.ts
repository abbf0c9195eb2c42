import { escapeMarkup, printable } from '../../quantities/index.ts';

/** Markup that may stand in a page as it is. Only here does text become markup. */
export class Html {
  // Private, so that nothing that only looks like it is taken for it.
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  get markup(): string {
    return this.#markup;
  }
}

/** What may stand in a template: text is escaped, markup is not, nothing is nothing. */
export type Part = string | number | Html | undefined | readonly Part[];

/**
 * Markup with values from outside in it, as the content of an element or inside the quotes of an attribute:
 * `` html`<p title="${label}">${text}</p>` ``. Every text is escaped, cleaned of what is unprintable and bounded, here and
 * nowhere else. Never inside `<style>`, and never as a name or a URL, for which escaping does not suffice.
 */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(
    strings.reduce((markup, string, i) => `${markup}${i === 0 ? '' : markupOf(parts[i - 1])}${squeezed(string)}`, ''),
  );

/** How the source is indented is nothing to a browser. */
const squeezed = (string: string): string => string.replace(/\s*\n\s*/g, '\n');

/** Markup that was made, and escaped, elsewhere: a style sheet, a drawing. */
export const trusted = (markup: string): Html => new Html(markup);

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escapeMarkup(whole(printable(String(part), LONGEST_TEXT)));
}

/** A number and its unit stay on one line. */
const whole = (text: string): string => text.replace(/(\d) (?=(?:%|[nµm]?s|min|k)(?!\w))/g, '$1\u00a0');

// No sentence of a report is longer: what is, comes from a label that is an attack or an accident.
const LONGEST_TEXT = 2000;
