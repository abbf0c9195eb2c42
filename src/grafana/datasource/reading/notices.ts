import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { MEASURES, type MeasureId } from '../../../analysis/index.ts';
import { formatUnknown, type UnknownReason } from '../../../quantities/index.ts';
import type { Report } from '../../../report/index.ts';
import type { MeasuredEngine } from '../../frames/index.ts';

/** More than people read; the rest is counted. */
const MOST = 12;

/** Why a measure is unknown. */
export interface Reason {
  readonly reason: UnknownReason;
  readonly missing: readonly string[];
}

/** "goodput: unknown (not declared; set …)", for measures that were asked for and are not known of any engine. */
export const unknownNotices = (unknowns: ReadonlyMap<MeasureId, Reason>): QueryResultMetaNotice[] =>
  [...unknowns].map(([id, { reason, missing }]) => ({
    severity: 'warning',
    text: `${MEASURES.get(id)?.title ?? id}: ${formatUnknown(reason, missing)}`,
  }));

/** A target that failed. */
export const failureNotice = ({ message }: { readonly message: string }): QueryResultMetaNotice => ({
  severity: 'warning',
  text: message,
});

/** What was odd about the engines, and about the data behind the measures that are shown. */
export function reportNotices(engines: Report['engines'], shown: readonly MeasureId[]): QueryResultMetaNotice[] {
  const isAbout = (measures: readonly string[]): boolean =>
    measures.length === 0 || measures.some((id) => (shown as readonly string[]).includes(id));
  return engines.flatMap(({ annotations, target }) =>
    annotations
      .filter(({ measures }) => isAbout(measures))
      .map(({ message }) => ({ severity: 'info', text: engines.length > 1 ? `${target}: ${message}` : message })),
  );
}

/** What is to be said of the measures that are shown, at any of many steps. */
export function annotationNotices(
  engines: readonly MeasuredEngine[],
  shown: readonly MeasureId[],
): QueryResultMetaNotice[] {
  const texts = new Set<string>();
  for (const { measures } of engines) {
    for (const id of shown) {
      const point = measures[id];
      if (point?.known) for (const { message } of point.annotations ?? []) texts.add(message);
    }
  }
  return [...texts].map((text) => ({ severity: 'info', text }));
}

/** On the first frame, where Grafana looks for them; without a frame, on an empty one. */
export function withNotices(frames: readonly DataFrame[], notices: readonly QueryResultMetaNotice[]): DataFrame[] {
  const distinct = [...new Map(notices.map((notice) => [notice.text, notice])).values()];
  const more = distinct.length - MOST;
  const shown: QueryResultMetaNotice[] = [
    ...distinct.slice(0, MOST),
    ...(more > 0 ? [{ severity: 'info' as const, text: `and ${more} more` }] : []),
  ];
  const [first = { fields: [], length: 0 }, ...others] = frames;
  return shown.length === 0 ? [...frames] : [{ ...first, meta: { ...first.meta, notices: shown } }, ...others];
}
