import type { Part } from './scene-in-view.ts';
import { PhaseMark } from './PhaseMark.tsx';

interface LegendMarkProps {
  readonly part: Part;
}

/** How a part of the drawing looks, small. */
export function LegendMark({ part }: LegendMarkProps) {
  return (
    <svg width={16} height={12} viewBox="0 0 16 12" aria-hidden="true">
      {part === 'trail' && <path data-role="trail" d="M3 8h0M8 6h0M13 4h0" style={{ strokeWidth: 3.4 }} />}
      {part === 'limits' && <line data-role="limit" x1={8} y1={0} x2={8} y2={12} />}
      {part === 'unusedRoofs' && <line data-role="roof-unused" x1={0} y1={6} x2={16} y2={6} />}
      {(part === 'prefill' || part === 'decode' || part === 'together') && (
        <PhaseMark kind={part} x={8} y={6} radius={part === 'together' ? 4 : 5} />
      )}
    </svg>
  );
}
