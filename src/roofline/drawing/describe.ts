import { formatQuantity, printable } from '../../quantities/index.ts';
import { formatBytesPerSecond, formatFlopPerSecond, formatIntensity } from './format-magnitude.ts';
import { ceilingOf, type Ceiling } from './roofs.ts';
import type { DrawableScene, Limit, Memory, Roof, ScenePoint } from './scene.ts';

// The words of the picture: labels, legends, and the text for those who cannot see it.

/** "bf16 989 TFLOP/s". */
export const roofText = ({ label, flopPerSecond }: Roof, longest: number): string =>
  `${printable(label, longest)} ${formatFlopPerSecond(flopPerSecond)}`.trim();

/** "HBM3 3.35 TB/s". */
export const memoryText = ({ label, bytesPerSecond }: Memory, longest: number): string =>
  `${printable(label, longest)} ${formatBytesPerSecond(bytesPerSecond)}`.trim();

export const limitText = ({ label, binds }: Limit, longest: number): string =>
  `${printable(label, longest)}${binds ? ' ◀ binds' : ''}`.trim();

/** "41 % of roof"; undefined where no roof is known. */
export function shareText(point: ScenePoint, ceiling: Ceiling | undefined): string | undefined {
  if (!ceiling) return undefined;
  const share = point.flopPerSecond / ceiling.flopPerSecond;
  return share > 10 ? 'far above the roof' : `${formatShare(share)} of roof`;
}

/** "41 %", and no finer than that from one percent on. */
export const formatShare = (share: number): string =>
  formatQuantity(share < 0.01 ? share : Math.round(share * 100) / 100, 'ratio');

/** "41 % of roof, memory-bound". */
export function standingText(scene: DrawableScene, point: ScenePoint): string {
  const ceiling = ceilingOf(scene, point);
  const share = shareText(point, ceiling);
  return ceiling && share ? `${share}, ${ceiling.boundBy}-bound` : 'no roof known';
}

/** "decode: 120 TFLOP/s at 87 FLOP/byte, 41 % of roof, memory-bound, 72 % of the busy time". */
export function describePoint(scene: DrawableScene, point: ScenePoint): string {
  const where = `${formatFlopPerSecond(point.flopPerSecond)} at ${formatIntensity(point.intensityFlopPerByte)} FLOP/byte`;
  const busy = point.busyShare === undefined ? '' : `, ${formatQuantity(point.busyShare, 'ratio')} of the busy time`;
  return `${printable(point.label, LONGEST)}: ${where}, ${standingText(scene, point)}${busy}`;
}

/** The whole picture in sentences. */
export function describeScene(scene: DrawableScene): string {
  const roofs = scene.roofs.map((roof) => `${roofText(roof, LONGEST)}${roof.isUsed ? '' : ' (not in use)'}`);
  if (scene.memory) roofs.push(memoryText(scene.memory, LONGEST));
  const limits = scene.limits
    .filter(({ isDrawn }) => isDrawn !== false)
    .map((limit) => `${limitText(limit, LONGEST)} (${formatIntensity(limit.intensityFlopPerByte)} FLOP/byte)`);
  return [
    'FLOP/s over FLOP/byte, both logarithmic.',
    ...(roofs.length > 0 ? [`Roofs: ${roofs.join('; ')}.`] : []),
    ...scene.points.map((point) => `${describePoint(scene, point)}.`),
    ...(limits.length > 0 ? [`Limits: ${limits.join('; ')}.`] : []),
  ].join(' ');
}

const LONGEST = 80;
