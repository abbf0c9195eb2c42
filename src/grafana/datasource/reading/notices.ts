import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { MEASURES, type MeasureId } from '../../../analysis/index.ts';
import { formatUnknown, type AnnotationId, type UnknownReason } from '../../../quantities/index.ts';
import type { Report } from '../../../report/index.ts';
import type { Finding, MeasuredEngine } from '../../frames/index.ts';

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

/** How many reasons are named, the most frequent first. */
const MOST_REASONS = 3;

const isSilent = ({ state }: Finding): boolean => state === 'cannot-tell' || state === 'failed';

/** Whether anything fires, how many rules could not tell of some engine, and what the most of them miss. */
export function findingsNotices(engines: Report['engines']): QueryResultMetaNotice[] {
  const findings = engines.flatMap((engine) => engine.findings ?? []);
  const rules = (some: readonly Finding[]): number => new Set(some.map(({ id }) => id)).size;
  const silent = findings.filter(isSilent);
  const nothing = findings.some(({ state }) => state === 'fires') ? [] : ['Nothing fires'];
  const untold =
    rules(silent) === 0 ? [] : [`${rules(silent)} of ${rules(findings)} rules cannot tell (${why(silent)})`];
  if (findings.length === 0 || nothing.length + untold.length === 0) return [];
  return [{ severity: 'info', text: [...nothing, ...untold].join('; ') }];
}

function why(silent: readonly Finding[]): string {
  const rulesOf = new Map<string, Set<string>>();
  for (const finding of silent) {
    for (const reason of reasonsOf(finding)) {
      rulesOf.set(reason, (rulesOf.get(reason) ?? new Set()).add(finding.id));
    }
  }
  const frequent = [...rulesOf].sort(([, left], [, right]) => right.size - left.size);
  const more = frequent.length - MOST_REASONS;
  return [
    ...frequent.slice(0, MOST_REASONS).map(([reason, rules]) => `${rules.size}: ${reason}`),
    ...(more > 0 ? [`${more} more reason${more === 1 ? '' : 's'}`] : []),
  ].join(' · ');
}

/** What broke has nothing that it misses. */
const reasonsOf = ({ message, missing = [] }: Finding): readonly string[] => (missing.length > 0 ? missing : [message]);

/** What those findings stand on that fire. */
export const evidenceMeasures = (engines: Report['engines']): MeasureId[] =>
  engines
    .flatMap(({ findings = [] }) => findings.filter(({ state }) => state === 'fires'))
    .flatMap(({ evidence }) => Object.values(evidence ?? {}).flatMap(({ measure }) => (measure ?? []) as MeasureId));

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

/** What is to be said of the measures that are shown, at any of many steps: of each kind the newest, and how many are alike. */
export function annotationNotices(
  engines: readonly MeasuredEngine[],
  shown: readonly MeasureId[],
): QueryResultMetaNotice[] {
  const kinds = new Map<AnnotationId, Set<string>>();
  for (const { measures } of engines) {
    for (const shownId of shown) {
      const point = measures[shownId];
      if (!point?.known) continue;
      for (const { id, message } of point.annotations ?? []) kinds.set(id, (kinds.get(id) ?? new Set()).add(message));
    }
  }
  return [...kinds.values()].map((texts) => {
    const alike = texts.size - 1;
    return { severity: 'info', text: `${[...texts].at(-1)}${alike > 0 ? ` (and ${alike} alike)` : ''}` };
  });
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
