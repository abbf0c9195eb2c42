import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard';

/** Left edge, top, width (of 24) and height in grid units. */
export type Place = readonly [x: number, y: number, w: number, h: number];

export const gridPos = ([x, y, w, h]: Place): GridPos => ({ x, y, w, h });
