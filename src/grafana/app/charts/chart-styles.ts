import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { coloursOf } from '../../panel/index.ts';

export const chartStyles = (theme: GrafanaTheme2) => ({
  chart: css({
    display: 'block',
    width: '100%',
    '& text': {
      fill: coloursOf(theme).text.secondary,
      fontSize: 11,
      fontFamily: theme.typography.fontFamily,
    },
    '& [data-role="grid"]': { stroke: coloursOf(theme).border.weak },
    '& [data-role="cursor"]': { stroke: coloursOf(theme).text.secondary, strokeDasharray: '3 3' },
  }),
});
