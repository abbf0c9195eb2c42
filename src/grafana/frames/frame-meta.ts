import type { QueryResultMeta } from '@grafana/data';

/** Which frame of ours this is; panels and suggestions go by it, so it never changes its meaning. */
export type FrameKind =
  | 'answer'
  | 'fleet'
  | 'limits'
  | 'findings'
  | 'series'
  | 'events'
  | 'roofline-points'
  | 'roofline-roofs'
  | 'roofline-limits';

const VERSION = 1;

export const customMeta = (frame: FrameKind): QueryResultMeta => ({
  custom: { ridgeline: { version: VERSION, frame } },
});

/** Undefined for frames of others. */
export function frameKind(meta: QueryResultMeta | undefined): FrameKind | undefined {
  const own = (meta?.custom as { ridgeline?: { version?: unknown; frame?: FrameKind } } | undefined)?.ridgeline;
  return own?.version === VERSION ? own.frame : undefined;
}
