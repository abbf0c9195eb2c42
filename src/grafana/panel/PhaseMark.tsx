import type { PointKind } from '../../roofline/drawing/index.ts';

interface PhaseMarkProps {
  readonly kind: PointKind;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Shapes tell phases apart: prefill a diamond of the same area, decode a disc, both together a ring. */
export function PhaseMark({ kind, x, y, radius }: PhaseMarkProps) {
  if (kind !== 'prefill') return <circle data-kind={kind} cx={x} cy={y} r={radius} />;
  const reach = radius * Math.sqrt(Math.PI / 2);
  const corners = [
    [x, y - reach],
    [x + reach, y],
    [x, y + reach],
    [x - reach, y],
  ];
  return <polygon data-kind={kind} points={corners.map((corner) => corner.join(',')).join(' ')} />;
}
