import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { lastKnown, mostOf } from '../asking/series.ts';
import { coloursOf } from '../../panel/index.ts';
import type { ChartSeries } from './chart-series.ts';
import { formatValue } from './format-value.ts';
import { Swatch } from './Swatch.tsx';

interface LegendTableProps {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly unit: string;
  readonly timeZone: TimeZone;
  readonly isStacked: boolean;
  /** Which point one looks at; the last one that is known where none is. */
  readonly cursor: number | undefined;
}

/** What is drawn, with its numbers: the chart for those who cannot see it. */
export function LegendTable({ title, series, unit, timeZone, isStacked, cursor }: LegendTableProps) {
  const styles = useStyles2(legendStyles);
  const time = cursor === undefined ? undefined : series[0]?.times[cursor];
  const when = time === undefined ? 'latest' : dateTimeFormat(time, { format: 'HH:mm:ss', timeZone });
  const shown = ({ values, low, high }: ChartSeries): string => {
    const of = (edge: readonly (number | null)[] | undefined): number | undefined =>
      cursor === undefined ? lastKnown(edge ?? []) : (edge?.[cursor] ?? undefined);
    const [value, least, most] = [of(values), of(low), of(high)];
    const text = formatValue(value, unit);
    return least === undefined || most === undefined || least === most
      ? text
      : `${text} (${formatValue(least, unit)} to ${formatValue(most, unit)})`;
  };
  return (
    <table className={styles.legend} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">shown</th>
          <th scope="col">{when}</th>
          <th scope="col">at most</th>
        </tr>
      </thead>
      <tbody>
        {series.map((each) => (
          <tr key={each.title}>
            <th scope="row">
              <Swatch colour={each.colour} texture={each.texture ?? 'plain'} isArea={isStacked} />
              {each.title}
            </th>
            <td>{shown(each)}</td>
            <td>{formatValue(mostOf(each.values), unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const legendStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    width: '100%',
    marginTop: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    '& th': { textAlign: 'left', fontWeight: theme.typography.fontWeightRegular },
    '& thead th': { color: coloursOf(theme).text.secondary },
    '& td, & thead th:not(:first-of-type)': {
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
      paddingLeft: theme.spacing(2),
      whiteSpace: 'nowrap',
    },
  }),
});
