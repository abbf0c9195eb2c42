import { useTheme2 } from '@grafana/ui';
import { useSvgId } from './use-svg-id.ts';
import { DASHES, type ChartSeries } from './chart-series.ts';
import { TexturePattern } from './TexturePattern.tsx';

interface SwatchProps extends Pick<ChartSeries, 'colour' | 'texture'> {
  readonly isArea: boolean;
}

/** A sample of how something is drawn. */
export function Swatch({ colour: name, texture = 'plain', isArea }: SwatchProps) {
  const colour = useTheme2().visualization.getColorByName(name);
  const id = useSvgId();
  return (
    <svg width={24} height={10} aria-hidden="true" style={{ marginRight: 6, verticalAlign: 'middle' }}>
      {isArea ? (
        <>
          <defs>
            <TexturePattern id={id} colour={colour} texture={texture} />
          </defs>
          <rect width={24} height={10} fill={`url(#${id})`} stroke={colour} />
        </>
      ) : (
        <line x1={0} x2={24} y1={5} y2={5} stroke={colour} strokeWidth={2} strokeDasharray={DASHES[texture]} />
      )}
    </svg>
  );
}
