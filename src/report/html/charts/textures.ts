import { html, trusted, type Html } from '../html.ts';

/** What tells one area from the others besides its tone. */
export type Texture = 'plain' | 'hatched' | 'dotted' | 'crossed';
/** What binds, or the rest. */
export type Tone = 'accent' | 'neutral';

/** The fill of an area; the page has to hold textureDefinitions. */
export const textureFill = (texture: Texture, tone: Tone): string => `url(#${texture}-${tone})`;

const MARKS: Readonly<Record<Texture, string>> = {
  plain: '',
  hatched: '<path d="M-1 1 1 -1M0 8 8 0M7 9 9 7"/>',
  dotted: '<path d="M1 2h2M5 6h2"/>',
  crossed: '<path d="M0 4H8M4 0V8"/>',
};

/** The textures, once for all pictures of a page. */
export const textureDefinitions = (): Html =>
  trusted(
    `<svg class="definitions" width="0" height="0" aria-hidden="true"><defs>${(['accent', 'neutral'] as const)
      .flatMap((tone) => Object.entries(MARKS).map(([texture, marks]) => pattern(texture, tone, marks)))
      .join('')}</defs></svg>\n`,
  );

const pattern = (texture: string, tone: Tone, marks: string): string =>
  `<pattern id="${texture}-${tone}" class="texture ${tone} ${texture}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8"/>${marks}</pattern>`;

/** A sample of a texture, beside its name. */
export const swatch = (texture: Texture, tone: Tone): Html =>
  html`<svg class="swatch ${tone}" width="14" height="14" aria-hidden="true">
    <rect x="0.5" y="0.5" width="13" height="13" fill="${textureFill(texture, tone)}" />
  </svg>`;
