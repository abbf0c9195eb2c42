import { html, type Html, type Part } from '../html.ts';

/** A picture with a sentence on what it shows. */
export const figure = (caption: Part, picture: Part): Html =>
  html`<figure>${picture}<figcaption>${caption}</figcaption></figure>
`;
