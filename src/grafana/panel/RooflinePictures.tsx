import { css } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import type { Size } from '../../roofline/drawing/index.ts';
import { middleOf, type CurrentPoint } from './current-point.ts';
import { linksOf } from './data-links.ts';
import { layoutOf, LINE_HEIGHT } from './layout.ts';
import { legendItems, legendWidth } from './legend-items.ts';
import { Legend } from './Legend.tsx';
import type { RooflineOptions } from './options.ts';
import type { OperatingPoint, Picture } from './picture.ts';
import { PictureCell } from './PictureCell.tsx';
import { PointLinks } from './PointLinks.tsx';
import { coloursOf } from './theme-colours.ts';
import { useLegend } from './use-legend.ts';

interface RooflinePicturesProps extends Size {
  readonly pictures: readonly Picture[];
  readonly options: RooflineOptions;
}

interface OpenLinks {
  readonly links: readonly LinkModel[];
  readonly element: Element;
}

/** One roofline per kind of hardware, and a legend below them as far as there is room. */
export function RooflinePictures({ pictures, options, width, height }: RooflinePicturesProps) {
  const styles = useStyles2(pictureStyles);
  const [current, setCurrent] = useState<CurrentPoint>();
  const [open, setOpen] = useState<OpenLinks>();
  const { view, isShown, toggle } = useLegend(options);
  const items = useMemo(() => (options.showLegend ? legendItems(pictures) : []), [pictures, options.showLegend]);
  const layout = layoutOf({ width, height }, { pictures: pictures.length, legendWidth: legendWidth(items) });
  const onOpen = (point: OperatingPoint, element: Element): void => {
    const links = linksOf(point);
    if (links.length > 0) setOpen({ links, element });
  };
  return (
    <div className={styles.frame} style={{ width, height }}>
      <div className={styles.cells}>
        {pictures.slice(0, layout.cells).map((picture) => (
          <PictureCell
            key={picture.hardware}
            picture={picture}
            view={view}
            width={layout.cell.width}
            height={layout.cell.height}
            hasWords={options.showWords}
            current={current}
            onCurrent={setCurrent}
            onOpen={onOpen}
          />
        ))}
      </div>
      {layout.restHeight > 0 && (
        <p className={styles.rest}>
          {`${pictures.length - layout.cells} more kinds of hardware have no room here; make the panel larger.`}
        </p>
      )}
      {layout.legendHeight > 0 && (
        <Legend items={items} height={layout.legendHeight} isShown={isShown} onToggle={toggle} />
      )}
      {open && (
        <PointLinks
          links={open.links}
          {...middleOf(open.element)}
          onClose={() => {
            setOpen(undefined);
            if (open.element instanceof SVGElement) open.element.focus();
          }}
        />
      )}
    </div>
  );
}

const pictureStyles = (theme: GrafanaTheme2) => ({
  frame: css({ position: 'relative', overflow: 'hidden' }),
  cells: css({ display: 'flex', flexWrap: 'wrap' }),
  rest: css({
    margin: 0,
    height: LINE_HEIGHT,
    lineHeight: `${LINE_HEIGHT}px`,
    fontSize: theme.typography.bodySmall.fontSize,
    color: coloursOf(theme).text.secondary,
  }),
});
