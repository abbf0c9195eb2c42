import { formatQuantity } from '../../quantities/index.ts';
import {
  ceilingOf,
  formatFlopPerSecond,
  formatIntensity,
  formatShare,
  type DrawableScene,
  type ScenePoint,
} from '../../roofline/drawing/index.ts';
import { distanceWords } from './words.ts';

/** What is known of a point, as the tooltip and the table for screen readers say it. */
export interface PointFacts {
  readonly speed: string;
  readonly intensity: string;
  readonly ofRoof: string;
  readonly boundBy: string;
  /** Its share of the busy time; empty where nobody measured it. */
  readonly busy: string;
  readonly meaning: string;
}

export function pointFacts(scene: DrawableScene, point: ScenePoint): PointFacts {
  const ceiling = ceilingOf(scene, point);
  return {
    speed: formatFlopPerSecond(point.flopPerSecond),
    intensity: `${formatIntensity(point.intensityFlopPerByte)} FLOP/byte`,
    ofRoof: ceiling
      ? `${formatShare(point.flopPerSecond / ceiling.flopPerSecond)} of ${formatFlopPerSecond(ceiling.flopPerSecond)}`
      : 'unknown',
    boundBy: ceiling?.boundBy ?? 'unknown',
    busy: point.busyShare === undefined ? '' : `${formatQuantity(point.busyShare, 'ratio')} of the busy time`,
    meaning: distanceWords(scene, point),
  };
}
