import { USUAL_SHARE } from '../../settings/index.ts';
import { printableReport } from '../render-text.ts';
import type { Report } from '../schema.ts';
import { engineName, engineTitle } from '../text/title.ts';
import { textureDefinitions } from './charts/textures.ts';
import { engineView, type EngineView } from './engine-view.ts';
import { heading } from './heading.ts';
import { html, trusted, type Html } from './html.ts';
import type { Origin } from './origin.ts';
import { busySection } from './sections/busy-section.ts';
import { changeSection } from './sections/change-section.ts';
import { fleetSection } from './sections/fleet-section.ts';
import { hardwareSection } from './sections/hardware-section.ts';
import { limitsSection } from './sections/limits-section.ts';
import { numbersSection } from './sections/numbers-section.ts';
import { reproduceSection } from './sections/reproduce-section.ts';
import { servedSection } from './sections/served-section.ts';
import { settingsSection } from './sections/settings-section.ts';
import { sureSection } from './sections/sure-section.ts';
import { timeSection } from './sections/time-section.ts';
import { unknownSection } from './sections/unknown-section.ts';
import { verdictSection } from './sections/verdict-section.ts';
import { whenSection } from './sections/when-section.ts';
import { STYLE } from './style.ts';
import { utcTime } from './time.ts';

export interface HtmlOptions extends Origin {
  /** How many engines are shown in full below the table. */
  readonly top?: number | undefined;
}

const SHOWN_IN_FULL = 3;

// Nothing is fetched, nothing runs: the page is what it is, wherever it is opened.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The report as one page that needs nothing besides: for an incident, a review, a printer. One engine is shown in full; of
 * several a summary and a table, and the worst in full. Whatever came from the network is made printable, and escaped.
 */
export function renderHtml(report: Report, { top = SHOWN_IN_FULL, ...origin }: HtmlOptions): string {
  const inFull = report.engines.slice(0, top);
  const { steps, episodes, ...rest } = report;
  const printable = printableReport(rest);
  const shown = printableReport({ ...report, engines: inFull });
  const isFleet = report.engines.length > 1;
  const title = titleOf(printable);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Ridgeline ${report.ridgeline}">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
${textureDefinitions()}
<main>
<header>
<p class="brand">Ridgeline report</p>
${heading(1, title)}
<p class="soft">${subtitleOf(printable, isFleet)}</p>
</header>
${report.errors.length === 0 ? undefined : errors(printable)}
${report.engines.length === 0 ? html`<p class="answer">No engine answered.</p>` : undefined}
${isFleet ? fleetSection(printable, { inFull: inFull.length }) : undefined}
${shown.engines.map((engine, i) => {
  const view = engineView(engine, shown, { level: isFleet ? 3 : 2, prefix: `e${i + 1}-` });
  return isFleet ? fleetEngine(view, i, shown, origin) : sections(view, shown, origin);
})}
${reproduceSection(printable, origin)}
</main>
</body>
</html>
`.markup;
}

const titleOf = ({ engines: [first, ...more], source }: Report): string =>
  first === undefined ? source : more.length > 0 ? `${more.length + 1} engines` : (first.model ?? first.target);

function subtitleOf({ engines: [first], source, window }: Report, isFleet: boolean): string {
  const about = first && !isFleet ? engineTitle(first) : source;
  return `${about} · ${utcTime(window.startAtSeconds)} to ${utcTime(window.endAtSeconds)} UTC`;
}

const errors = ({ errors: failures }: Report): Html =>
  html`<ul class="errors">${failures.slice(0, MOST_ERRORS).map(({ message }) => html`<li>! ${message}</li>`)}${
    failures.length > MOST_ERRORS ? html`<li>and ${failures.length - MOST_ERRORS} more targets failed</li>` : undefined
  }</ul>
`;

const MOST_ERRORS = 20;

const fleetEngine = (view: EngineView, place: number, report: Report, origin: Origin): Html =>
  html`<section class="engine" id="e${place + 1}" aria-labelledby="e${place + 1}-title">
${heading(2, engineName(view.engine).join(' · '), `e${place + 1}-title`)}
${sections(view, report, origin)}</section>
`;

function sections(view: EngineView, { settings }: Report, { hasPast }: Origin): Html {
  const place = view.engine.settings?.objective ?? null;
  const share = (place === null ? undefined : settings?.objectives[place]?.share) ?? USUAL_SHARE;
  const pastNote = hasPast
    ? 'The stretch was read as a whole; --step 1m, or another duration, shows how it went.'
    : 'A live engine has no past: this page shows what was seen while it was watched. A recording or a Prometheus shows how it came to this.';
  return html`${[
    verdictSection(view),
    changeSection(view),
    whenSection(view, pastNote),
    timeSection(view),
    busySection(view),
    servedSection(view, share),
    hardwareSection(view),
    limitsSection(view),
    numbersSection(view),
    settingsSection(view, settings),
    unknownSection(view),
    sureSection(view),
  ]}`;
}
