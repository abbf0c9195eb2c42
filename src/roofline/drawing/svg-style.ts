import type { Role } from './primitives.ts';

/** Of the root of a drawing; every rule is below it, so a drawing inside a page styles nothing else. */
export const ROOT_CLASS = 'ridgeline-roofline';

/** Of a drawing, and of the page around it. */
export interface Colours {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly hair: string;
  readonly accent: string;
}

export const LIGHT: Colours = {
  paper: '#ffffff',
  ink: '#1f2328',
  soft: '#57606a',
  faint: '#8c959f',
  hair: '#e7eaee',
  accent: '#c2410c',
};

export const DARK: Colours = {
  paper: '#15181c',
  ink: '#e6e9ed',
  soft: '#a3adb8',
  faint: '#727d89',
  hair: '#262b31',
  accent: '#ff9d5c',
};

// Widths and dashes tell roles apart where colours do not.
const SHAPES = `
.C { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 12px }
.C line, .C polyline { fill: none; stroke-width: 1; stroke-linejoin: round }
.C .roof, .C .memory-roof { stroke-width: 2.2; stroke-linecap: round }
.C .roof-unused { stroke-dasharray: 7 5 }
.C .limit { stroke-width: 1.2; stroke-dasharray: 1.5 3.5 }
.C .limit-binding { stroke-width: 2.2; stroke-dasharray: 5 3 }
.C .trail { stroke-width: 1 }
.C .leader { stroke-width: 0.8 }
.C .ridge { stroke-width: 1.5 }
.C .point { stroke-width: 1.5 }
.C .together { stroke-width: 2.5 }
.C text { stroke: none }
.C text.label { paint-order: stroke; stroke-width: 3.5; stroke-linejoin: round }
.C .of-point { font-weight: 600 }
.C .of-limit-binding { font-weight: 600 }
.C text.title { font-size: 14px; font-weight: 600 }`;

const colours = ({ paper, ink, soft, faint, hair, accent }: Colours): string => `
.C .paper { fill: ${paper} }
.C .gridline { stroke: ${hair} }
.C line.axis, .C line.tick { stroke: ${faint} }
.C .roof, .C .memory-roof { stroke: ${ink} }
.C .roof-unused, .C .leader { stroke: ${faint} }
.C .limit { stroke: ${soft} }
.C .limit-binding { stroke: ${accent} }
.C polyline.trail { stroke: ${faint}; stroke-opacity: 0.5 }
.C circle.trail { fill: ${faint}; stroke: none }
.C .ridge { fill: ${paper}; stroke: ${ink} }
.C .point { fill: ${ink}; stroke: ${paper} }
.C .together { fill: ${paper}; fill-opacity: 0.6; stroke: ${ink} }
.C text { fill: ${ink}; stroke: none }
.C text.tick, .C text.axis, .C text.key, .C .of-limit { fill: ${soft} }
.C .of-roof-unused { fill: ${soft} }
.C .of-limit-binding { fill: ${accent} }
.C text.label { stroke: ${paper} }`;

/** Dark where the reader has chosen so, on screens only: paper is white. */
export const SVG_STYLE = `${SHAPES}${colours(LIGHT)}
@media screen and (prefers-color-scheme: dark) {${colours(DARK)}
}`.replaceAll('.C', `.${ROOT_CLASS}`);

/** The classes of an element. */
export const classOf = (role: Role, ...more: readonly (string | undefined)[]): string =>
  [role, ...more.filter((each) => each !== undefined)].join(' ');
