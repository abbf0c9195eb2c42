import { useTheme2 } from '@grafana/ui';
import { clamp } from '../../../quantities/index.ts';
import { coloursOf } from '../../panel/index.ts';

interface ShareBarProps {
  /** Of 1, on average. */
  readonly usedRatio: number | undefined;
  readonly mostRatio: number | undefined;
  readonly binds: boolean;
  readonly width: number;
  readonly height: number;
  readonly isUpright?: boolean;
}

/** How much of a limit is used: the bar on average, the tick at most. Unknown is an empty dashed frame. */
export function ShareBar({ usedRatio, mostRatio, binds, width, height, isUpright = false }: ShareBarProps) {
  const { text, border, warning, background } = coloursOf(useTheme2());
  const colour = binds ? warning.main : text.secondary;
  const length = (isUpright ? height : width) - 2;
  const along = (ratio: number): number => clamp(ratio, 0, 1) * length;
  const used = along(usedRatio ?? 0);
  const most = mostRatio === undefined ? undefined : along(mostRatio);
  return (
    <svg width={width} height={height} aria-hidden="true" style={{ flex: 'none' }}>
      <rect
        x={0.5}
        y={0.5}
        width={width - 1}
        height={height - 1}
        fill={background.secondary}
        stroke={binds ? warning.border : border.medium}
        strokeDasharray={usedRatio === undefined ? '3 2' : undefined}
      />
      {isUpright ? (
        <rect x={1} y={height - 1 - used} width={width - 2} height={used} fill={colour} />
      ) : (
        <rect x={1} y={1} width={used} height={height - 2} fill={colour} />
      )}
      {most !== undefined &&
        (isUpright ? (
          <line x1={0} x2={width} y1={height - 1 - most} y2={height - 1 - most} stroke={text.primary} strokeWidth={2} />
        ) : (
          <line x1={1 + most} x2={1 + most} y1={0} y2={height} stroke={text.primary} strokeWidth={2} />
        ))}
    </svg>
  );
}
