import { useStyles2 } from '@grafana/ui';
import { useId, useMemo, type KeyboardEvent } from 'react';
import { describeScene, type Circle, type Primitive, type Size } from '../../roofline/drawing/index.ts';
import { emphasisedEngine, type CurrentPoint } from './current-point.ts';
import { hasLinks } from './data-links.ts';
import { drawingStyles } from './drawing-styles.ts';
import { drawingOf } from './drawing.ts';
import { nextPoint } from './next-point.ts';
import type { OperatingPoint, Picture } from './picture.ts';
import { PointMark } from './PointMark.tsx';
import type { View } from './scene-in-view.ts';
import { ShapeElement } from './ShapeElement.tsx';
import { trailPaths } from './trail-paths.ts';

interface PictureSvgProps extends Size {
  readonly picture: Picture;
  readonly view: View;
  readonly current: CurrentPoint | undefined;
  readonly onCurrent: (current: CurrentPoint | undefined) => void;
  readonly onOpen: (point: OperatingPoint, element: Element) => void;
}

// Nobody presses Tab more often; among more points one goes by the arrow keys.
const MOST_TAB_STOPS = 20;

/** One roofline. Its lines are a picture with a description; its points are elements of their own, so that each can be reached. */
export function PictureSvg({ picture, view, width, height, current, onCurrent, onOpen }: PictureSvgProps) {
  const styles = useStyles2(drawingStyles);
  const id = useId();
  const currentEngine = emphasisedEngine(picture, current);
  const { scene, geometry, points } = useMemo(
    () => drawingOf(picture, { ...view, currentEngine }, { width, height }),
    [picture, view, currentEngine, width, height],
  );
  const { primitives } = geometry;
  const marks = primitives.filter(isPoint);
  const ids = marks.map((mark) => mark.id);
  const isHere = ids.includes(current?.id);
  const paths = useMemo(() => trailPaths(primitives, currentEngine), [primitives, currentEngine]);
  const described = useMemo(
    () => describeScene({ ...scene, points: scene.points.filter(({ isLabelled }) => isLabelled !== false) }),
    [scene],
  );
  const shapes = primitives.filter((each) => each.role !== 'trail' && each.role !== 'point');
  const isBehind = ({ shape }: Primitive): boolean => shape !== 'text';
  const draw = (each: Primitive, i: number) => <ShapeElement key={i} primitive={each} />;
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    if (event.key === 'Escape') onCurrent(undefined);
    const next = nextPoint(marks, current?.id, event.key);
    if (next === undefined) return;
    event.preventDefault();
    const elements = event.currentTarget.querySelectorAll<SVGGElement>('[data-point]');
    [...elements].find(({ dataset }) => dataset['point'] === next)?.focus();
  };
  return (
    <svg
      className={styles.drawing}
      role="group"
      aria-label={picture.hardware === '' ? 'Roofline' : `Roofline of ${picture.hardware}`}
      width={width}
      height={height}
      viewBox={`0 0 ${geometry.width} ${geometry.height}`}
      onKeyDown={onKeyDown}
    >
      <g role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-desc`} pointerEvents="none">
        <title id={`${id}-title`}>{picture.hardware === '' ? 'Roofs' : `Roofs of ${picture.hardware}`}</title>
        <desc id={`${id}-desc`}>{described}</desc>
        {shapes.filter(isBehind).map(draw)}
        {paths.map(({ d, width: strokeWidth, opacity, isDimmed }, i) => (
          <path
            key={i}
            data-role="trail"
            data-dimmed={isDimmed}
            d={d}
            style={{ strokeWidth, strokeOpacity: opacity }}
          />
        ))}
      </g>
      {marks.map((mark, i) => {
        const point = points.get(mark.id ?? '');
        return (
          point && (
            <PointMark
              key={point.id}
              id={point.id}
              mark={mark}
              isCurrent={point.id === current?.id}
              isDimmed={currentEngine !== undefined && mark.owner !== currentEngine}
              isTabStop={marks.length <= MOST_TAB_STOPS || (isHere ? point.id === current?.id : i === 0)}
              hasLinks={hasLinks(point)}
              onCurrent={onCurrent}
              onOpen={(element) => {
                onOpen(point, element);
              }}
            />
          )
        );
      })}
      <g aria-hidden="true" pointerEvents="none">
        {shapes.filter((each) => !isBehind(each)).map(draw)}
      </g>
    </svg>
  );
}

const isPoint = (primitive: Primitive): primitive is Circle =>
  primitive.shape === 'circle' && primitive.role === 'point';
