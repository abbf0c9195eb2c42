import { html, type Html, type Part } from './html.ts';

interface TableOptions {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of each names its row. */
  readonly rows: readonly (readonly Part[])[];
  /** Columns of numbers, which stand to the right, by their places. */
  readonly numbers?: readonly number[];
  /** Of the whole table, for its look. */
  readonly look?: 'plain' | 'wide' | 'wide dense';
}

/** A table with its caption; where it is wider than the page, it alone can be scrolled, by keyboard too. */
export function table({ caption, head, rows, numbers = [], look = 'plain' }: TableOptions): Html | undefined {
  if (rows.length === 0) return undefined;
  const kind = (i: number): Html | undefined => (numbers.includes(i) ? html` class="number"` : undefined);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table class="${look}">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((title, i) => html`<th scope="col" ${kind(i)}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr>
              <th scope="row" ${kind(0)}>${name}</th>
              ${cells.map((cell, i) => html`<td${kind(i + 1)}>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}
