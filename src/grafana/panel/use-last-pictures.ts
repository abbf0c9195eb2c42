import { LoadingState, type PanelData } from '@grafana/data';
import { useMemo, useState } from 'react';
import type { Picture } from './picture.ts';
import { picturesFromFrames } from './scene-from-frames.ts';

/** What the data show; while new data are on their way and none is there yet, what was shown last. */
export function useLastPictures({ series, state }: PanelData): readonly Picture[] {
  const pictures = useMemo(() => picturesFromFrames(series), [series]);
  const [last, setLast] = useState(pictures);
  if (pictures.length === 0 && state === LoadingState.Loading) return last;
  if (last !== pictures) setLast(pictures);
  return pictures;
}
