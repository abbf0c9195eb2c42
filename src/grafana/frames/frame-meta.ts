import type { QueryResultMeta } from '@grafana/data';

/** Which frame of ours this is; panels and suggestions go by it, so it never changes its meaning. */
export type FrameKind =
  | 'answer'
  | 'fleet'
  | 'limits'
  | 'findings'
  | 'verdict'
  | 'series'
  | 'events'
  | 'roofline-points'
  | 'roofline-roofs'
  | 'roofline-limits';

const VERSION = 1;

/** `rows`: of each row what does not fit into columns, for pages of ours. */
export const customMeta = (frame: FrameKind, rows?: readonly unknown[]): QueryResultMeta => ({
  custom: { ridgeline: { version: VERSION, frame, ...(rows && { rows }) } },
});

/** Undefined for frames of others. */
export function frameKind(meta: QueryResultMeta | undefined): FrameKind | undefined {
  return ownOf(meta)?.frame;
}

/** What stands beside each row; nothing of other frames than these. */
export function rowsBeside(meta: QueryResultMeta | undefined, frame: FrameKind): readonly unknown[] {
  const own = ownOf(meta);
  return own?.frame === frame ? (own.rows ?? []) : [];
}

interface Own {
  readonly version?: unknown;
  readonly frame?: FrameKind;
  readonly rows?: readonly unknown[];
}

function ownOf(meta: QueryResultMeta | undefined): Own | undefined {
  const own = (meta?.custom as { ridgeline?: Own } | undefined)?.ridgeline;
  return own?.version === VERSION ? own : undefined;
}
