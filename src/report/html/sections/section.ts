import { below, heading, type Level } from '../heading.ts';
import { html, type Html, type Part } from '../html.ts';
import type { EngineView } from '../engine-view.ts';

/** A part of what is said of one engine: what it is called in the address of the page and above it, and its markup. */
export interface Section extends SectionName {
  readonly markup: Html;
}

interface SectionName {
  readonly id: string;
  readonly title: string;
}

/** Undefined where there is nothing to say. */
export function section(
  { id: name, title }: SectionName,
  { level, prefix }: Pick<EngineView, 'level' | 'prefix'>,
  content: readonly Part[],
): Section | undefined {
  if (content.every((part) => part === undefined)) return undefined;
  const id = `${prefix}${name}`;
  return {
    ...{ id, title },
    // Only what is said once on a page is a landmark of it.
    markup: html`<section id="${id}" ${level === 2 ? html` aria-labelledby="${id}-title"` : undefined}>
      ${heading(level, title, `${id}-title`)} ${content}
    </section> `,
  };
}

export const levelInside = ({ level }: Pick<EngineView, 'level'>): Level => below(level);
