import type { Origin } from '../../origin.ts';
import { originFacts } from '../../origin-facts.ts';
import type { Report } from '../../schema.ts';
import { facts } from '../facts.ts';
import { heading } from '../heading.ts';
import { html, type Html } from '../html.ts';

export const REPRODUCE = { id: 'reproduce', title: 'How to reproduce' } as const;

/** The command line that made the page, and the versions that took part. */
export const reproduceSection = (report: Report, origin: Origin): Html =>
  html`<section id="${REPRODUCE.id}" aria-labelledby="${REPRODUCE.id}-title">
    ${heading(2, REPRODUCE.title, `${REPRODUCE.id}-title`)}
    ${origin.commandLine === undefined ? undefined : html`<pre tabindex="0"><code>${words(origin.commandLine)}</code></pre>`}
    <p>
      All numbers of this page, and more: <code>--format json</code>. What a finding means:
      <code>ridgeline explain</code> and its name.
    </p>
    ${facts(originFacts(report, origin))}
  </section> `;

/** A line breaks before an option, not inside of one. */
const words = (commandLine: string): Html =>
  html`${commandLine.split(/ (?=-)/).map((word, i) => html`${i === 0 ? '' : ' '}<span class="word">${word}</span>`)}`;
