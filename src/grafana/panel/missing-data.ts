import type { DataFrame } from '@grafana/data';
import { rooflineFrameKind } from './read-frames.ts';

/** Why there is no roofline to draw, and what to do about it. */
export function missingData(frames: readonly DataFrame[]): string {
  if (frames.length === 0) return 'No data. Choose a Ridgeline data source and a query of kind Roofline.';
  return frames.some((frame) => rooflineFrameKind(frame) !== undefined)
    ? 'No roofline yet: declare the model and the hardware of these engines in the settings of the data source, or wait for a second scrape.'
    : 'These data are no roofline. Choose a Ridgeline data source and a query of kind Roofline.';
}
