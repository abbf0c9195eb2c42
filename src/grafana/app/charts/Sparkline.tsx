import { useTheme2 } from '@grafana/ui';
import type { Series } from '../asking/series.ts';
import { coloursOf } from '../../panel/index.ts';
import { mostOf } from '../asking/series.ts';
import { linearScale, pathOf, runsOf } from '../../../report/index.ts';

interface SparklineProps extends Pick<Series, 'values'> {
  readonly width?: number;
  readonly height?: number;
}

// So that nothing at all lies at the bottom.
const LEAST = 1e-9;

/** The course of something in the size of a word; its numbers stand beside it. */
export function Sparkline({ values, width = 96, height = 22 }: SparklineProps) {
  const stroke = coloursOf(useTheme2()).text.secondary;
  const x = linearScale([0, Math.max(1, values.length - 1)], [1, width - 1]);
  const y = linearScale([0, Math.max(mostOf(values) ?? 0, LEAST)], [height - 2, 2]);
  const vertices = values.map((value, i) => (value === null ? null : { x: x(i), y: y(value) }));
  return (
    <svg width={width} height={height} aria-hidden="true">
      {runsOf(vertices).map((run) => (
        <path key={run.start} d={pathOf(run.values)} fill="none" stroke={stroke} strokeWidth={1.4} />
      ))}
    </svg>
  );
}
