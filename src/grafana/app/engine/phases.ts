import type { Texture } from '../charts/chart-series.ts';

interface PhaseLook {
  readonly id: string;
  readonly colour: string;
  readonly texture: Texture;
}

/** From arrival to the last token, the same look wherever they are drawn. */
export const PHASES: readonly PhaseLook[] = [
  { id: 'queueSeconds', colour: 'orange', texture: 'hatched' },
  { id: 'prefillSeconds', colour: 'blue', texture: 'plain' },
  { id: 'decodeSeconds', colour: 'purple', texture: 'dotted' },
  { id: 'frontendSeconds', colour: 'text', texture: 'crossed' },
];
