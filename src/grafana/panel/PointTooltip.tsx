import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2, VizTooltipContainer } from '@grafana/ui';
import type { DrawableScene, ScenePoint } from '../../roofline/drawing/index.ts';
import { printable } from '../../quantities/index.ts';
import { pointFacts } from './point-facts.ts';
import { coloursOf } from './theme-colours.ts';

interface PointTooltipProps {
  readonly scene: DrawableScene;
  readonly point: ScenePoint;
  /** On the screen. */
  readonly x: number;
  readonly y: number;
  readonly hasLinks: boolean;
}

/** What a point says when one looks at it. A screen reader has it from the point itself and from the table. */
export function PointTooltip({ scene, point, x, y, hasLinks }: PointTooltipProps) {
  const styles = useStyles2(tooltipStyles);
  const { speed, intensity, ofRoof, boundBy, busy, meaning } = pointFacts(scene, point);
  const rows = [
    ['does', `${speed} per GPU`],
    ['at', intensity],
    ['of the roof', ofRoof],
    ['bound by', boundBy],
    ...(busy === '' ? [] : [['takes', busy]]),
  ];
  return (
    <Portal>
      <VizTooltipContainer position={{ x, y }} offset={{ x: 12, y: 12 }} className={styles.still} aria-hidden="true">
        <div className={styles.title}>{printable(point.label)}</div>
        <table>
          <tbody>
            {rows.map(([name, value]) => (
              <tr key={name}>
                <td className={styles.name}>{name}</td>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className={styles.meaning}>{meaning}</div>
        {hasLinks && <div className={styles.name}>Enter or click: links</div>}
      </VizTooltipContainer>
    </Portal>
  );
}

const tooltipStyles = (theme: GrafanaTheme2) => ({
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  name: css({ color: coloursOf(theme).text.secondary, paddingRight: theme.spacing(1) }),
  meaning: css({ maxWidth: 280, marginTop: theme.spacing(0.5) }),
  // Grafana's own tooltip glides.
  still: css({ '@media (prefers-reduced-motion: reduce)': { transition: 'none !important' } }),
});
