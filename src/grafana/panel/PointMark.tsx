import type { Circle } from '../../roofline/drawing/index.ts';
import { middleOf, type CurrentPoint } from './current-point.ts';
import { PhaseMark } from './PhaseMark.tsx';

interface PointMarkProps {
  readonly mark: Circle;
  readonly id: string;
  readonly isCurrent: boolean;
  readonly isDimmed: boolean;
  readonly isTabStop: boolean;
  readonly hasLinks: boolean;
  readonly onCurrent: (current: CurrentPoint | undefined) => void;
  readonly onOpen: (element: Element) => void;
}

// Small points can be met with a finger, too.
const LEAST_TARGET = 10;

/** An operating point: hovered, focused, and opened where it has links. */
export function PointMark(props: PointMarkProps) {
  const { mark, id, isCurrent, isDimmed, isTabStop, hasLinks, onCurrent, onOpen } = props;
  const { centre, radius, kind = 'together', description, owner } = mark;
  const open = (element: Element): void => {
    if (hasLinks) onOpen(element);
  };
  return (
    <g
      data-point={id}
      data-dimmed={isDimmed}
      role={hasLinks ? 'button' : 'img'}
      aria-haspopup={hasLinks ? 'menu' : undefined}
      aria-label={description}
      tabIndex={isTabStop ? 0 : -1}
      onPointerEnter={({ clientX: x, clientY: y }) => {
        onCurrent({ id, engine: owner, x, y });
      }}
      onPointerLeave={() => {
        onCurrent(undefined);
      }}
      onFocus={({ currentTarget }) => {
        onCurrent({ id, engine: owner, ...middleOf(currentTarget) });
      }}
      onBlur={() => {
        onCurrent(undefined);
      }}
      onClick={({ currentTarget }) => {
        open(currentTarget);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open(event.currentTarget);
      }}
    >
      <circle data-role="target" cx={centre.x} cy={centre.y} r={Math.max(LEAST_TARGET, radius)} />
      <PhaseMark kind={kind} x={centre.x} y={centre.y} radius={radius} />
      {isCurrent && <circle data-role="halo" cx={centre.x} cy={centre.y} r={radius + 5} />}
    </g>
  );
}
