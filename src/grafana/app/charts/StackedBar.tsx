import { useStyles2, useTheme2 } from '@grafana/ui';
import { useSvgId } from './use-svg-id.ts';
import type { Texture } from './chart-series.ts';
import { chartStyles } from './chart-styles.ts';
import { TexturePattern } from './TexturePattern.tsx';
import { useWidth } from './use-width.ts';

export interface Part {
  readonly title: string;
  readonly value: number;
  readonly colour: string;
  readonly texture: Texture;
}

interface StackedBarProps {
  readonly title: string;
  readonly parts: readonly Part[];
}

const HEIGHT = 34;
const PIXELS_PER_LETTER = 6.5;

/** Parts of a whole, side by side; those with room carry their name. */
export function StackedBar({ title, parts }: StackedBarProps) {
  const styles = useStyles2(chartStyles);
  const theme = useTheme2();
  const id = useSvgId();
  const [element, width] = useWidth();
  const whole = parts.reduce((sum, { value }) => sum + value, 0) || 1;
  let x = 0;
  return (
    <div ref={element}>
      <svg className={styles.chart} role="img" aria-label={title} viewBox={`0 0 ${width} ${HEIGHT}`} height={HEIGHT}>
        {parts.map((part, i) => {
          const length = (part.value / whole) * width;
          const start = x;
          x += length;
          const colour = theme.visualization.getColorByName(part.colour);
          return (
            <g key={part.title}>
              <defs>
                <TexturePattern id={`${id}-${i}`} colour={colour} texture={part.texture} />
              </defs>
              <rect x={start} y={14} width={length} height={HEIGHT - 14} fill={`url(#${id}-${i})`} stroke={colour} />
              {length > part.title.length * PIXELS_PER_LETTER && (
                <text x={start + 2} y={10}>
                  {part.title}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
