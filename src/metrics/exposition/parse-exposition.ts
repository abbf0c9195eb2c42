import { annotatePage } from './annotate-page.ts';
import type { Exposition, Layout } from './exposition.ts';
import type { PageScan } from './page-scan.ts';
import { recallPage, rememberPage } from './recall-page.ts';
import { sameLayout } from './same-layout.ts';
import { scanPage } from './scan-page.ts';

const OPENMETRICS_TYPES: ReadonlySet<string | undefined> = new Set(['info', 'stateset', 'gaugehistogram']);

/**
 * Reads a page of metrics: Prometheus text 0.0.4 and 1.0.0, or OpenMetrics 1.0. Never throws, whatever the input.
 *
 * - `previous`, the layout of the target's last page, changes nothing but the speed and this: if the page holds the
 *   same series in the same order, its layout is that very object.
 * - A line that cannot be read is annotated and left out; the rest counts.
 * - A last line without a newline is left out even if it reads well: `12` may be the start of `1234`.
 * - A series named twice has the value that comes last, in the place that comes first.
 * - Bytes that are not UTF-8 become U+FFFD.
 */
export function parseExposition(input: string | Uint8Array, previous?: Layout): Exposition {
  const text = typeof input === 'string' ? input : new TextDecoder().decode(input);
  return (previous && recallPage(text, previous)) ?? readPage(text, previous);
}

function readPage(text: string, previous: Layout | undefined): Exposition {
  const page = scanPage(text);
  const found = { dialect: dialectOf(page), families: page.families, series: page.series };
  const layout = previous && sameLayout(previous, found) ? previous : found;
  const ticksPerSecond = layout.dialect === 'openmetrics' ? 1 : 1000;
  const timestampsSeconds = new Map<number, number>();
  for (const [i, timestamp] of page.timestamps) timestampsSeconds.set(i, timestamp / ticksPerSecond);
  const values = new Float64Array(page.values);
  const annotations = annotatePage(page, layout.dialect);
  const exposition = { layout, values, timestampsSeconds, exemplars: page.exemplars, annotations };
  rememberPage(page, exposition);
  return exposition;
}

/** OpenMetrics if the page uses anything that only OpenMetrics has. */
function dialectOf({ hasEnd, hasExemplars, families }: PageScan): Layout['dialect'] {
  if (hasEnd || hasExemplars) return 'openmetrics';
  for (const { type, unit } of families.values()) {
    if (unit !== undefined || OPENMETRICS_TYPES.has(type)) return 'openmetrics';
  }
  return 'prometheus';
}
