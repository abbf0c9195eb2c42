import { html, type Html, type Part } from '../html.ts';

/** A picture with its name above, and a sentence on how to read it. */
export const figure = (name: string, reading: string, picture: Part): Html =>
  html`<figure>
    <figcaption><b>${name}</b> ${reading}</figcaption>
    ${picture}
  </figure> `;
