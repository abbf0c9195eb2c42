import { DARK, LIGHT, type Colours } from '../../roofline/drawing/index.ts';

// The drawing of the roofline brings the colours: one accent for what binds, neutral for the rest. Red is for broken promises
// alone, and always with words.
const ALARM = { light: '#b42318', dark: '#ff8f84' } as const;
const WASH = { light: '#f6f8fa', dark: '#1d2126' } as const;

const variables = ({ paper, ink, soft, faint, hair, accent }: Colours, tone: 'light' | 'dark'): string =>
  `--paper:${paper};--ink:${ink};--soft:${soft};--faint:${faint};--hair:${hair};--accent:${accent};--alarm:${ALARM[tone]};--wash:${WASH[tone]}`;

const COLOURS = `
:root{color-scheme:light;${variables(LIGHT, 'light')}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${variables(DARK, 'dark')}}}`;

const TEXT = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem;overflow-wrap:anywhere}
h1,h2,h3,h4,h5{line-height:1.25;margin:0 0 .6rem;text-wrap:balance}
h1{font-size:2rem;letter-spacing:-.01em}
h2{font-size:1.3rem}
h3{font-size:1.05rem}
h4,h5{font-size:1rem}
p{margin:0 0 .75rem;max-width:46rem}
small{font-size:.8125rem;color:var(--soft)}
code{font-family:ui-monospace,"SFMono-Regular",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
a{color:inherit;text-decoration-color:var(--faint);text-underline-offset:.2em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.soft,.unknown,.about{color:var(--soft)}
.binds{color:var(--accent);font-weight:600}
.broken{color:var(--alarm);font-weight:600}
.brand{font-size:.8125rem;color:var(--soft);margin:0 0 .5rem}
section{margin-top:2.75rem;padding-top:1.25rem;border-top:1px solid var(--hair)}
section.engine>section:first-of-type{border-top:0;margin-top:0}
pre{margin:0 0 1rem;padding:.9rem 1rem;background:var(--wash);border:1px solid var(--hair);border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere}
pre .word{display:inline-block}
ul.plain{margin:0 0 1rem;padding-left:1.1rem}
ul.plain li{margin:.25rem 0;max-width:46rem}
ul.errors{list-style:none;margin:1.5rem 0 0;padding:.75rem 1rem;background:var(--wash);border:1px solid var(--hair);border-radius:4px}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.25rem;margin:1.25rem 0 0;padding:0;font-size:.875rem;color:var(--soft)}
.answer{font-size:1.25rem;line-height:1.4}
.answer .soft{font-size:1rem}
.arriving{font-size:1.0625rem}`;

const FIGURES = `
dl{margin:0 0 1rem}
dd{margin:0}
.figures{display:grid;grid-template-columns:repeat(6,auto);gap:1rem 1.5rem;margin:1.75rem 0 0}
.figures dt{font-size:.8125rem;color:var(--soft)}
.figures b{display:block;font-size:1.25rem;line-height:1.35;font-weight:600}
.figures b.unknown{font-weight:400;color:var(--soft)}
.facts{max-width:46rem}
.facts div{display:grid;grid-template-columns:8rem 1fr;gap:.25rem 1rem;padding:.2rem 0}
.facts dt{color:var(--soft)}
.finding{margin:1.25rem 0 0;padding:1rem 1.1rem;border:1px solid var(--hair);border-left:3px solid var(--faint);border-radius:4px}
.finding.binding{border-left:6px solid var(--accent)}
.severity{font-size:.8125rem;font-weight:400;color:var(--soft);margin-right:.4rem;white-space:nowrap}
.action{margin:1rem 0;padding:.8rem 1rem .5rem;background:var(--wash);border-radius:4px}
.do{font-weight:600;margin:0 0 .4rem}
.place{display:inline-block;min-width:1.4rem;color:var(--soft);font-weight:400}
.label{margin:1rem 0 .25rem;font-size:.8125rem;color:var(--soft)}
details{margin:1rem 0 0}
summary{cursor:pointer;max-width:46rem}
details[open]>summary{margin-bottom:.75rem}`;

const TABLES = `
.scroll{overflow-x:auto;margin:1rem 0 1.25rem}
table{border-collapse:collapse;min-width:min(100%,28rem);overflow-wrap:break-word;font-size:.9375rem;line-height:1.4}
table.wide{width:100%}
caption{text-align:left;font-size:.8125rem;color:var(--soft);padding-bottom:.4rem;caption-side:top}
th,td{padding:.38rem 1.25rem .38rem 0;text-align:left;vertical-align:top;border-top:1px solid var(--hair);}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:.8125rem;font-weight:400;color:var(--soft);border-top:0;vertical-align:bottom}
tbody th{font-weight:400;min-width:7rem}
.dense{font-size:.8125rem}
.dense th,.dense td{padding-right:.8rem}
.dense .binds{white-space:nowrap}
.number{text-align:right;white-space:nowrap}
.bounds{white-space:nowrap}
.metrics code{display:inline-block;margin-right:.4rem}`;

// Widths and dashes tell lines apart, textures areas; colours only help.
const PICTURES = `
figure{margin:1.25rem 0 1.5rem}
figcaption{margin-bottom:.6rem;font-size:.8125rem;color:var(--soft);max-width:46rem}
figcaption b{color:var(--ink);margin-right:.25rem}
.definitions{position:absolute}
.chart{display:block;overflow:visible}
.chart text{font-size:12px;fill:var(--soft)}
.chart text.halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.chart text.name{fill:var(--ink);font-weight:600}
.chart text.accent{fill:var(--accent)}
.chart .grid{stroke:var(--hair)}
.chart .line{fill:none;stroke:var(--ink);stroke-width:1.8;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.chart .dashed{stroke-dasharray:7 4}
.chart .dotted{stroke-dasharray:2 3}
.chart .line.accent{stroke:var(--accent)}
.chart .band{fill:var(--faint);fill-opacity:.22;stroke:var(--faint);stroke-width:.7;stroke-dasharray:none;vector-effect:non-scaling-stroke}
.chart .band.accent{fill:var(--accent);fill-opacity:.16;stroke:var(--accent)}
.chart line.mark{stroke:var(--accent);stroke-dasharray:3 3}
.chart text.mark{fill:var(--accent)}
.target{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}
.bar{display:block;min-width:9rem}
.bar .frame{fill:var(--wash);stroke:var(--hair)}
.bar .frame.unknown{fill:none;stroke:var(--faint);stroke-dasharray:3 3}
.bar .most{stroke:var(--ink);stroke-width:2}
.part{stroke:var(--paper);stroke-width:1}
.swatch{vertical-align:-2px;margin-right:.3rem}
.texture rect{fill:var(--soft)}
.texture path{stroke:var(--paper);stroke-width:1.6;fill:none}
.texture.accent rect{fill:var(--accent)}
.texture.neutral.dotted rect,.texture.neutral.crossed rect{fill:var(--faint)}
.ridgeline-roofline{display:block;max-width:100%;height:auto}
.narrow{display:none}
@media (max-width:42rem){
main{padding-top:1.5rem}
.wide{display:none}
table.wide{display:table;min-width:36rem}
.figures{grid-template-columns:repeat(2,1fr)}
.finding,.action{padding-left:.75rem;padding-right:.75rem}
.narrow{display:block}
.facts div{grid-template-columns:1fr}
.facts dt{padding-top:.3rem}
}`;

// Paper has no arrows to open what is folded, and tears pictures from their words.
const PRINT = `
@page{margin:16mm 14mm}
@media print{
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
html{font-size:12.5px}
main{max-width:none;padding:0}
section{margin-top:1.5rem;padding-top:.75rem}
section.engine{break-before:page}
h1,h2,h3,h4,h5,caption,summary,.label{break-after:avoid}
figure,tr,.action,.figures,.verdict,pre{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
details.printed::details-content{content-visibility:visible;display:block;height:auto}
summary{list-style:none}
a{text-decoration:none}
nav{display:none}
}`;

/** Of the page: it holds no text from outside. */
export const STYLE = `${COLOURS}${TEXT}${FIGURES}${TABLES}${PICTURES}${PRINT}
`;
