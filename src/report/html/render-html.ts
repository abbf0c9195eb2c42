import { SHOWN_IN_FULL } from '../most-shown.ts';
import { printableReport } from '../render-text.ts';
import type { Report } from '../schema.ts';
import { engineName, engineTitle } from '../text/title.ts';
import { textureDefinitions } from './charts/textures.ts';
import { engineView, type EngineView } from './engine-view.ts';
import { heading } from './heading.ts';
import { html, trusted, type Html } from './html.ts';
import type { Origin } from '../origin.ts';
import { promisedShare } from './promised-share.ts';
import { busySection } from './sections/busy-section.ts';
import { changeSection } from './sections/change-section.ts';
import { fleetSection, isFine } from './sections/fleet-section.ts';
import { hardwareSection } from './sections/hardware-section.ts';
import { limitsSection } from './sections/limits-section.ts';
import { numbersSection } from './sections/numbers-section.ts';
import { REPRODUCE, reproduceSection } from './sections/reproduce-section.ts';
import type { Section } from './sections/section.ts';
import { servedSection } from './sections/served-section.ts';
import { settingsSection } from './sections/settings-section.ts';
import { sureSection } from './sections/sure-section.ts';
import { timeSection } from './sections/time-section.ts';
import { unknownSection } from './sections/unknown-section.ts';
import { verdictSection } from './sections/verdict-section.ts';
import { whenSection } from './sections/when-section.ts';
import { STYLE } from './style.ts';
import { utcTime } from '../utc-time.ts';

export interface HtmlOptions extends Origin {
  /** How many engines are shown in full below the table. */
  readonly top?: number | undefined;
}

// Nothing is fetched, nothing runs: the page is what it is, wherever it is opened.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The report as one page that needs nothing besides: for an incident, a review, a printer. One engine is shown in full; of
 * several a summary and a table, and the worst in full. Whatever came from the network is made printable, and escaped.
 */
export function renderHtml(report: Report, { top = SHOWN_IN_FULL, ...origin }: HtmlOptions): string {
  const inFull = report.engines.slice(0, top);
  const all = printableReport({ ...report, steps: [], episodes: [] });
  const shown = printableReport({ ...report, engines: inFull });
  const body = report.engines.length > 1 ? fleetBody(all, shown, origin) : engineBody(shown, origin);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Ridgeline ${report.ridgeline}" />
        <title>${titleOf(all)}, ${utcTime(report.window.startAtSeconds).slice(0, 16)} · Ridgeline</title>
        <style>
          ${trusted(STYLE)}
        </style>
      </head>
      <body>
        ${textureDefinitions()}
        <main>
          <header>
            <p class="brand">Ridgeline report</p>
            ${heading(1, titleOf(all))} ${subtitle(all)}
          </header>
          ${errors(all)}${body}${reproduceSection(all, origin)}
        </main>
      </body>
    </html>`;
  return `${page.markup}\n`;
}

function engineBody(report: Report, origin: Origin): Html {
  const [engine] = report.engines;
  if (!engine) return html`<p class="answer">No engine answered.</p>`;
  const parts = sections(engineView(engine, report, { level: 2, prefix: '' }), report, origin);
  const links = [...parts, REPRODUCE].map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav aria-label="Contents">
      <ul>
        ${links}
      </ul>
    </nav>
    ${parts.map(({ markup }) => markup)}`;
}

/** All at a glance, and the worst in full. */
const fleetBody = (all: Report, shown: Report, origin: Origin): Html =>
  html`${fleetSection(all, { inFull: shown.engines.length })}${shown.engines.map((engine, i) => {
    const id = `e${i + 1}`;
    const parts = sections(engineView(engine, shown, { level: 3, prefix: `${id}-` }), shown, origin);
    return html`<section class="engine" id="${id}" aria-labelledby="${id}-title">
      ${heading(2, engineName(engine).join(' · '), `${id}-title`)}
      ${folded(
        isFine(engine, promisedShare(engine, shown)),
        parts.map(({ markup }) => markup),
      )}
    </section> `;
  })}`;

/** What is fine folds away: nobody opens a report for it. */
const folded = (fine: boolean, content: readonly Html[]): Html =>
  fine
    ? html`<details>
        <summary>It is fine. All that is known of it</summary>
        ${content}
      </details> `
    : html`${content}`;

const titleOf = ({ engines: [first, ...more], source }: Report): string =>
  first === undefined ? source : more.length > 0 ? `${more.length + 1} engines` : (first.model ?? first.target);

function subtitle({ engines: [first, ...more], source, window }: Report): Html {
  // The model stands above already.
  const about = first && more.length === 0 ? engineTitle({ ...first, model: null }) : source;
  return html`<p class="soft">
    ${about}<br />${utcTime(window.startAtSeconds)} to ${utcTime(window.endAtSeconds)} UTC
  </p>`;
}

const MOST_ERRORS = 20;

function errors({ errors: failures }: Report): Html | undefined {
  if (failures.length === 0) return undefined;
  const unsaid = failures.length - MOST_ERRORS;
  return html`<ul class="errors">
    ${failures.slice(0, MOST_ERRORS).map(({ message }) => html`<li>! ${message}</li>`)}${
      unsaid > 0 ? html`<li>! and ${unsaid} more targets failed</li>` : undefined
    }
  </ul> `;
}

/** What is said of one engine, in the order in which an operator asks. */
function sections(view: EngineView, report: Report, { hasPast }: Origin): Section[] {
  const share = promisedShare(view.engine, report);
  return [
    verdictSection(view, share),
    changeSection(view),
    whenSection(view, hasPast ? UNASKED : NO_PAST),
    timeSection(view),
    busySection(view),
    servedSection(view, share),
    hardwareSection(view),
    limitsSection(view),
    numbersSection(view),
    settingsSection(view, report.settings),
    unknownSection(view),
    sureSection(view),
  ].flatMap((part) => part ?? []);
}

const UNASKED = 'The stretch was read as a whole; --step 1m, or another duration, shows how it went.';
const NO_PAST =
  'A live engine has no past: this is what was seen while it was watched. A recording, or a Prometheus, shows how it came to this.';
