import type { DrawableScene, Roof, ScenePoint } from './scene.ts';

/** The most that is possible at an intensity, and what it is that allows no more. */
export interface Ceiling {
  readonly flopPerSecond: number;
  readonly boundBy: 'memory' | 'compute';
}

/** The highest roof in use; of none in use, the highest. */
export function highestRoof({ roofs }: Pick<DrawableScene, 'roofs'>): Roof | undefined {
  const used = roofs.filter(({ isUsed }) => isUsed);
  return (used.length > 0 ? used : roofs).reduce<Roof | undefined>(
    (highest, roof) => (highest && highest.flopPerSecond >= roof.flopPerSecond ? highest : roof),
    undefined,
  );
}

/** Where a roof meets the memory's: FLOP/s ÷ bytes/s. */
export const ridgeFlopPerByte = (flopPerSecond: number, bytesPerSecond: number): number =>
  flopPerSecond / bytesPerSecond;

/** min(intensity × memory bandwidth, highest roof in use); undefined where neither is known. */
export function ceilingAt(
  scene: Pick<DrawableScene, 'roofs' | 'memory'>,
  intensityFlopPerByte: number,
): Ceiling | undefined {
  const compute = highestRoof(scene)?.flopPerSecond ?? Infinity;
  const memory = scene.memory ? scene.memory.bytesPerSecond * intensityFlopPerByte : Infinity;
  if (compute === Infinity && memory === Infinity) return undefined;
  return memory < compute
    ? { flopPerSecond: memory, boundBy: 'memory' }
    : { flopPerSecond: compute, boundBy: 'compute' };
}

/** What is possible for a point: its own ceiling, or else that of the roofs at its intensity. */
export const ceilingOf = (scene: Pick<DrawableScene, 'roofs' | 'memory'>, point: ScenePoint): Ceiling | undefined =>
  point.ceiling ?? ceilingAt(scene, point.intensityFlopPerByte);
