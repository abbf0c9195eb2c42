import { MEASURES, type MeasureId } from '../../analysis/index.ts';
import { formatUnknown, type UnknownReason } from '../../quantities/index.ts';
import type { EngineReport } from '../schema.ts';

// Said where the number would stand, or plain from the first lines; the others show as a dash and are explained here.
const EXPLAINED: readonly UnknownReason[] = ['not-exported', 'instrument-fault', 'one-sample'];

const MOST_NAMED = 4;

/** One line per reason: "unknown: waiting, arrivals and 3 more (this engine does not expose …)". */
export function unknowns(engine: EngineReport): string[] {
  const byReason = new Map<string, string[]>();
  for (const [id, { title }] of MEASURES) {
    const measured = reportedUnknown(engine, id);
    if (!measured || !EXPLAINED.includes(measured.reason)) continue;
    const why = formatUnknown(measured.reason, measured.missing).replace(/^unknown /, '');
    byReason.set(why, [...(byReason.get(why) ?? []), title]);
  }
  return [...byReason].map(([why, titles]) => {
    const more = titles.length - MOST_NAMED;
    return `unknown: ${titles.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''} ${why}`;
  });
}

function reportedUnknown(engine: EngineReport, id: MeasureId) {
  const measured = engine.measures[id];
  return measured && !measured.known ? measured : undefined;
}
