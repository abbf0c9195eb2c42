import type { PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { useMemo } from 'react';
import { missingData } from './missing-data.ts';
import { withDefaults, type RooflineOptions } from './options.ts';
import { RooflinePictures } from './RooflinePictures.tsx';
import { useLastPictures } from './use-last-pictures.ts';

/** The panel: how close engines come to what their hardware could do. */
export function RooflinePanel({ id, data, options, fieldConfig, width, height }: PanelProps<RooflineOptions>) {
  const pictures = useLastPictures(data);
  const settled = useMemo(() => withDefaults(options), [options]);
  if (pictures.length === 0) {
    return <PanelDataErrorView panelId={id} fieldConfig={fieldConfig} data={data} message={missingData(data.series)} />;
  }
  return <RooflinePictures pictures={pictures} options={settled} width={width} height={height} />;
}
