import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { printable } from '../../quantities/index.ts';
import { drawingStyles } from './drawing-styles.ts';
import { LEGEND_ROW_HEIGHT } from './layout.ts';
import type { LegendItem } from './legend-items.ts';
import { LegendMark } from './LegendMark.tsx';
import { coloursOf } from './theme-colours.ts';

interface LegendProps {
  readonly items: readonly LegendItem[];
  readonly height: number;
  readonly isShown: (item: LegendItem) => boolean;
  readonly onToggle: (item: LegendItem) => void;
}

/** What the marks mean; each entry is a button that hides what it names. */
export function Legend({ items, height, isShown, onToggle }: LegendProps) {
  const styles = useStyles2(legendStyles);
  const { drawing } = useStyles2(drawingStyles);
  return (
    <div className={cx(drawing, styles.rows)} style={{ height }} role="group" aria-label="Shown">
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          className={styles.item}
          aria-pressed={isShown(item)}
          onClick={() => {
            onToggle(item);
          }}
        >
          {'part' in item.toggles && <LegendMark part={item.toggles.part} />}
          <span>{printable(item.label, 40)}</span>
        </button>
      ))}
    </div>
  );
}

const legendStyles = (theme: GrafanaTheme2) => ({
  // After the drawing's own, which is no row.
  rows: css({ display: 'flex', flexWrap: 'wrap', alignContent: 'flex-start', overflow: 'hidden auto' }),
  item: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: LEGEND_ROW_HEIGHT,
    padding: theme.spacing(0, 1),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
    color: coloursOf(theme).text.primary,
    '&:hover': { background: coloursOf(theme).action.hover },
    '&:focus-visible': { outline: `2px solid ${coloursOf(theme).primary.main}`, outlineOffset: -2 },
    // A line through the name, for colour alone says nothing.
    '&[aria-pressed="false"]': {
      color: coloursOf(theme).text.secondary,
      textDecoration: 'line-through',
      '& svg': { opacity: 0.4 },
    },
  }),
});
