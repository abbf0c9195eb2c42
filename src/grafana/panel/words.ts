import { formatQuantity } from '../../quantities/index.ts';
import {
  ceilingAt,
  ceilingOf,
  formatShare,
  type Ceiling,
  type DrawableScene,
  type ScenePoint,
} from '../../roofline/drawing/index.ts';
import { chiefPoint, drawableOf, reachedShare, type Picture, type PictureEngine } from './picture.ts';

// Counted work is not exact; what is hardly above a roof is at it.
const ABOVE = 1.05;

/** "41 % of the memory roof"; what it is below where no roof is known. */
function shareWords(point: ScenePoint, ceiling: Ceiling | undefined): string {
  if (!ceiling) return 'no roof known';
  const share = point.flopPerSecond / ceiling.flopPerSecond;
  return share > 10 ? `far above the ${ceiling.boundBy} roof` : `${formatShare(share)} of the ${ceiling.boundBy} roof`;
}

/** What the distance to the roof means: "2.4× as much is possible at this intensity, 5.9× at KV full × 112". */
export function distanceWords(scene: DrawableScene, point: ScenePoint): string {
  const ceiling = ceilingOf(scene, point);
  if (!ceiling) return 'declare the hardware to know what is possible';
  const share = point.flopPerSecond / ceiling.flopPerSecond;
  if (share > ABOVE) return 'more than the hardware can do: something is declared wrongly';
  const possible = `${times(1 / share)} as much is possible at this intensity`;
  const limit = scene.limits.find(({ binds }) => binds);
  const atLimit = limit && ceilingAt(scene, limit.intensityFlopPerByte);
  const hasRoom = limit && atLimit && limit.intensityFlopPerByte > 1.05 * point.intensityFlopPerByte;
  // Only requests that decode fill a batch up to its limit.
  if (!hasRoom || point.kind !== 'decode' || ceiling.boundBy === 'compute') return possible;
  return `${possible}, ${times(atLimit.flopPerSecond / point.flopPerSecond)} at ${limit.label}`;
}

/** "2.4×", "12×". */
const times = (factor: number): string =>
  `${factor < 10 ? formatQuantity(Math.round(factor * 10) / 10, 'count') : formatQuantity(Math.round(factor), 'count')}×`;

const NO_POINT = 'No operating point: the engine was idle, or it has only been read once.';

/** The distance to the roof of all that a picture shows, in a sentence or two. */
export function pictureWords(picture: Picture, engines: readonly PictureEngine[]): string {
  const [worst, ...others] = engines;
  if (!worst) return picture.engines.length === 0 ? NO_POINT : 'Every engine is hidden.';
  const sentences = others.length === 0 ? engineWords(picture, worst) : fleetWords(picture, engines);
  const isCut = picture.engineCount > picture.engines.length;
  const cut = `Shown are ${picture.engines.length} of ${picture.engineCount} engines, the farthest from their roofs.`;
  return [...sentences, ...(isCut ? [cut] : [])].join(' ');
}

function engineWords(picture: Picture, engine: PictureEngine): string[] {
  const scene = drawableOf(picture, engine);
  const apart = (['decode', 'prefill'] as const).flatMap((kind) => scene.points.filter((point) => point.kind === kind));
  const points = apart.length > 0 ? apart : scene.points;
  if (points.length === 0) return [NO_POINT];
  return points.map(
    (point) =>
      `${capital(point.label)} runs at ${shareWords(point, ceilingOf(scene, point))}: ${distanceWords(scene, point)}.`,
  );
}

function fleetWords(picture: Picture, engines: readonly PictureEngine[]): string[] {
  const known = engines.filter((engine) => reachedShare(picture, engine) !== undefined);
  const [farthest, nearest] = [known[0], known.at(-1)];
  if (!farthest || !nearest) return [`${engines.length} engines, none with a known operating point.`];
  const standing = (engine: PictureEngine): string => {
    const scene = drawableOf(picture, engine);
    const point = chiefPoint(scene.points);
    return point ? `${engine.name} at ${shareWords(point, ceilingOf(scene, point))}` : engine.name;
  };
  return [`${engines.length} engines; farthest from its roof: ${standing(farthest)}; nearest: ${standing(nearest)}.`];
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
