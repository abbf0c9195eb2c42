import type { DataFrame } from '@grafana/data';
import { useMemo } from 'react';
import type { RooflineScene, Size } from '../../roofline/drawing/index.ts';
import { withDefaults, type StoredOptions } from './options.ts';
import { pictureOfScene } from './picture.ts';
import { RooflinePictures } from './RooflinePictures.tsx';
import { picturesFromFrames } from './scene-from-frames.ts';

type RooflineDrawingProps = Size & {
  readonly options?: StoredOptions;
} & (
    | { readonly frames: readonly DataFrame[]; readonly scene?: never }
    | { readonly scene: RooflineScene; readonly frames?: never }
  );

/** The panel's drawing for pages: of the frames of a roofline query, or of a scene that was measured or planned. */
export function RooflineDrawing({ frames, scene, options, width, height }: RooflineDrawingProps) {
  const pictures = useMemo(() => (scene ? [pictureOfScene(scene)] : picturesFromFrames(frames)), [frames, scene]);
  const settled = useMemo(() => withDefaults(options), [options]);
  return <RooflinePictures pictures={pictures} options={settled} width={width} height={height} />;
}
