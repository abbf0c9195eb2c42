import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { coloursOf } from '../../panel/index.ts';
import { lookOf, type StateLook } from './engine-state.ts';

/** The state of an engine in words and as a shape. */
export function StateChip({ state }: { readonly state: string | undefined }) {
  const styles = useStyles2(chipStyles);
  const { words, shape, isAccented } = lookOf(state);
  return (
    <span className={cx(styles.chip, isAccented && styles.accented)}>
      <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
        <path
          d={PATHS[shape]}
          fill={FILLED.includes(shape) ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth={2}
        />
      </svg>
      {words}
    </span>
  );
}

const FILLED: readonly StateLook['shape'][] = ['triangle', 'diamond', 'disc'];

const PATHS: Readonly<Record<StateLook['shape'], string>> = {
  triangle: 'M6 1.5 11 10.5H1Z',
  diamond: 'M6 1 11 6 6 11 1 6Z',
  cross: 'M1.5 1.5 10.5 10.5M10.5 1.5 1.5 10.5',
  ring: 'M6 2A4 4 0 1 1 6 10 4 4 0 1 1 6 2',
  disc: 'M6 2A4 4 0 1 1 6 10 4 4 0 1 1 6 2',
  dashes: 'M1 4H11M1 8H11',
};

const chipStyles = (theme: GrafanaTheme2) => ({
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    padding: theme.spacing(0.25, 1),
    whiteSpace: 'nowrap',
    border: `1px solid ${coloursOf(theme).border.medium}`,
    borderRadius: theme.shape.radius.pill,
    color: coloursOf(theme).text.primary,
  }),
  accented: css({ color: coloursOf(theme).warning.text, borderColor: coloursOf(theme).warning.border }),
});
