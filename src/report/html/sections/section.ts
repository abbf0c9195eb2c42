import { below, heading, type Level } from '../heading.ts';
import { html, type Html, type Part } from '../html.ts';
import type { EngineView } from '../engine-view.ts';

/** What a section is called in the address of a page, and above it. */
export interface SectionName {
  readonly id: string;
  readonly title: string;
}

/** A part of what is said of one engine; nothing where there is nothing to say. */
export function section(
  { id, title }: SectionName,
  { level, prefix }: Pick<EngineView, 'level' | 'prefix'>,
  content: readonly Part[],
): Html | undefined {
  if (content.every((part) => part === undefined)) return undefined;
  return html`<section id="${prefix}${id}" aria-labelledby="${prefix}${id}-title">
${heading(level, title, `${prefix}${id}-title`)}
${content}
</section>
`;
}

export const levelInside = ({ level }: Pick<EngineView, 'level'>): Level => below(level);
