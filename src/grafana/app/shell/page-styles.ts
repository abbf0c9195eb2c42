import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { coloursOf } from '../../panel/index.ts';

/** What the pages share: rows of parts, tables, small print. */
export const pageStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  halves: css({
    display: 'grid',
    gap: theme.spacing(2),
    alignItems: 'start',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 440px), 1fr))',
  }),
  toolbar: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
  spring: css({ flex: 1 }),
  scroller: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    borderCollapse: 'collapse',
    '& th, & td': {
      padding: theme.spacing(0.75, 1),
      textAlign: 'left',
      verticalAlign: 'top',
      borderBottom: `1px solid ${coloursOf(theme).border.weak}`,
    },
    '& thead th': {
      color: coloursOf(theme).text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
      verticalAlign: 'bottom',
    },
    '& tbody th': { fontWeight: theme.typography.fontWeightMedium },
  }),
  small: css({ color: coloursOf(theme).text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  number: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  link: css({
    color: coloursOf(theme).text.link,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${coloursOf(theme).primary.main}`, outlineOffset: 2 },
  }),
  list: css({
    margin: theme.spacing(0, 0, 1),
    paddingLeft: theme.spacing(2.5),
    listStyle: 'disc outside',
    overflowWrap: 'anywhere',
  }),
});
