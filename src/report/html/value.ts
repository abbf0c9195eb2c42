import { formatInterval, formatQuantity } from '../../quantities/index.ts';
import type { ReportedMeasure } from '../schema.ts';
import { why } from '../what-is-unknown.ts';
import { html, type Html } from './html.ts';

/** A measure as it stands in a table: the value with its bounds in small type, or unknown with its reason. */
export function value(measured: ReportedMeasure | undefined): Html {
  if (!measured) return html`<span class="unknown">unknown</span>`;
  if (!measured.known) {
    return html`<span class="unknown">unknown</span> <small>(${why(measured)})</small>`;
  }
  const interval = formatInterval(measured);
  // "16 ≥ 16" says the same twice.
  if (measured.low === measured.value && measured.high === undefined) return html`${interval}`;
  return html`${formatQuantity(measured.value, measured.unit)}${
    interval === undefined ? undefined : html` <small class="bounds">(${interval})</small>`
  }`;
}

/** The value, or a dash; for tables where the reason stands elsewhere. */
export const brief = (measured: ReportedMeasure | undefined): Html =>
  measured?.known ? value(measured) : html`<span class="unknown">—</span>`;
