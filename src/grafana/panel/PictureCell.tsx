import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useDeferredValue, useMemo } from 'react';
import { printable } from '../../quantities/index.ts';
import type { Size } from '../../roofline/drawing/index.ts';
import type { CurrentPoint } from './current-point.ts';
import { hasLinks } from './data-links.ts';
import { LINE_HEIGHT, wordsHeightOf } from './layout.ts';
import { drawableOf, type OperatingPoint, type Picture } from './picture.ts';
import { PictureSvg } from './PictureSvg.tsx';
import { PointsTable } from './PointsTable.tsx';
import { PointTooltip } from './PointTooltip.tsx';
import { enginesInView, type View } from './scene-in-view.ts';
import { coloursOf } from './theme-colours.ts';
import { pictureWords } from './words.ts';

interface PictureCellProps extends Size {
  readonly picture: Picture;
  readonly view: View;
  readonly hasWords: boolean;
  readonly current: CurrentPoint | undefined;
  readonly onCurrent: (current: CurrentPoint | undefined) => void;
  readonly onOpen: (point: OperatingPoint, element: Element) => void;
}

/** A roofline with the distance to the roof in words, a tooltip for the point that one looks at, and a table for screen readers. */
export function PictureCell(props: PictureCellProps) {
  const { picture, view, width, height, hasWords, current, onCurrent, onOpen } = props;
  const styles = useStyles2(cellStyles);
  const { hiddenEngines } = view;
  const engines = useMemo(() => enginesInView(picture, { hiddenEngines }), [picture, hiddenEngines]);
  const words = useMemo(() => printable(pictureWords(picture, engines)), [picture, engines]);
  const wordsHeight = hasWords ? wordsHeightOf({ width, height }, words) : 0;
  // Nobody reads it faster than the picture is drawn.
  const inTable = useDeferredValue(useMemo(() => ({ picture, engines }), [picture, engines]));
  const engine = engines.find(({ points }) => points.some(({ id }) => id === current?.id));
  const point = engine?.points.find(({ id }) => id === current?.id);
  const scene = useMemo(() => engine && drawableOf(picture, engine), [picture, engine]);
  return (
    <div className={styles.cell} style={{ width }}>
      {wordsHeight > 0 && (
        <p
          className={styles.words}
          style={{ height: wordsHeight, WebkitLineClamp: wordsHeight / LINE_HEIGHT }}
          title={words}
        >
          {words}
        </p>
      )}
      <PictureSvg
        picture={picture}
        view={view}
        width={width}
        height={height - wordsHeight}
        current={current}
        onCurrent={onCurrent}
        onOpen={onOpen}
      />
      <PointsTable {...inTable} />
      {current && scene && point && (
        <PointTooltip
          scene={scene}
          point={scene.points.find(({ id }) => id === point.id) ?? point}
          x={current.x}
          y={current.y}
          hasLinks={hasLinks(point)}
        />
      )}
    </div>
  );
}

const cellStyles = (theme: GrafanaTheme2) => ({
  cell: css({ position: 'relative' }),
  words: css({
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    margin: 0,
    padding: theme.spacing(0, 0.5),
    lineHeight: `${LINE_HEIGHT}px`,
    fontSize: theme.typography.bodySmall.fontSize,
    color: coloursOf(theme).text.secondary,
  }),
});
