import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { coloursOf } from './theme-colours.ts';

// The colours of a drawing by what its parts stand for. Widths, dashes and shapes tell the same apart; the one accent is for
// what binds.
export function drawingStyles(theme: GrafanaTheme2): Record<'drawing', string> {
  const { text, border, background, warning, primary } = coloursOf(theme);
  const role = (name: string): string => `& [data-role="${name}"]`;
  const of = (name: string): string => `& [data-of="${name}"]`;
  return {
    drawing: css({
      display: 'block',
      overflow: 'visible',
      fontFamily: theme.typography.fontFamily,
      fontSize: 12,
      '& line, & polyline, & path': { fill: 'none', strokeWidth: 1, strokeLinejoin: 'round' },
      '& text': { fill: text.primary, dominantBaseline: 'auto' },
      [role('gridline')]: { stroke: border.weak },
      '& line[data-role="axis"], & line[data-role="tick"]': { stroke: border.strong },
      '& text[data-role="axis"], & text[data-role="tick"]': { fill: text.secondary },
      [`${role('roof')}, ${role('memory-roof')}`]: { stroke: text.primary, strokeWidth: 2.2, strokeLinecap: 'round' },
      [role('roof-unused')]: { stroke: text.disabled, strokeDasharray: '7 5' },
      [role('limit')]: { stroke: text.secondary, strokeWidth: 1.2, strokeDasharray: '1.5 3.5' },
      [role('limit-binding')]: { stroke: warning.text, strokeWidth: 2.2, strokeDasharray: '5 3' },
      [role('leader')]: { stroke: text.disabled, strokeWidth: 0.8 },
      [role('ridge')]: { fill: background.primary, stroke: text.primary, strokeWidth: 1.5 },
      '& path[data-role="trail"]': { stroke: text.secondary, strokeLinecap: 'round' },
      '& [data-kind="prefill"], & [data-kind="decode"]': {
        fill: text.primary,
        stroke: background.primary,
        strokeWidth: 1.5,
      },
      '& [data-kind="together"]': { fill: 'transparent', stroke: text.primary, strokeWidth: 2.5 },
      '& text[data-role="label"]': {
        stroke: background.primary,
        strokeWidth: 3.5,
        strokeLinejoin: 'round',
        paintOrder: 'stroke',
      },
      '& text[data-role="title"]': { fontWeight: theme.typography.fontWeightMedium },
      [`${of('limit')}, ${of('roof-unused')}`]: { fill: text.secondary },
      [of('point')]: { fontWeight: theme.typography.fontWeightMedium },
      [of('limit-binding')]: { fill: warning.text, fontWeight: theme.typography.fontWeightMedium },
      '& [data-point]': { outline: 'none', cursor: 'pointer' },
      [role('halo')]: { fill: 'none', stroke: primary.text, strokeWidth: 2 },
      [role('target')]: { fill: 'transparent', stroke: 'none' },
      '& [data-dimmed="true"]': { opacity: 0.25 },
    }),
  };
}
