import { html, type Html, type Part } from './html.ts';

/** What is known of one thing: a name and what is said, row by row; nothing where there is no row. */
export const facts = (rows: readonly (readonly [name: Part, said: Part])[], look = ''): Html | undefined =>
  rows.length === 0
    ? undefined
    : html`<dl class="facts ${look}">
        ${rows.map(
          ([name, said]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${said}</dd>
            </div>`,
        )}
      </dl>`;
