import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { lastKnown, type Series } from '../asking/series.ts';
import { formatValue } from '../charts/format-value.ts';
import { Sparkline } from '../charts/Sparkline.tsx';
import { coloursOf } from '../../panel/index.ts';
import { TOTALS } from './fleet-queries.ts';

const TITLES: Readonly<Record<(typeof TOTALS)[number], readonly [title: string, unit: string]>> = {
  arrivalsPerSecond: ['Requests arriving', '/s'],
  completionsPerSecond: ['Requests finished', '/s'],
  generationTokensPerSecond: ['Output tokens', '/s'],
  requestsRunning: ['Running', ''],
  requestsWaiting: ['Waiting', ''],
};

/** What all engines do together: sums, never sums of shares. */
export function Totals({ series }: { readonly series: readonly Series[] }) {
  const styles = useStyles2(totalStyles);
  return (
    <dl className={styles.totals}>
      {TOTALS.map((id) => {
        const [title, per] = TITLES[id];
        const values = series.find((each) => each.id === id)?.values ?? [];
        const latest = lastKnown(values);
        return (
          <div key={id} className={styles.total}>
            <dt>{title}</dt>
            <dd>
              <span className={styles.value}>
                {latest === undefined ? 'unknown' : `${formatValue(latest, 'short')}${per}`}
              </span>
              <Sparkline values={values} width={120} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const totalStyles = (theme: GrafanaTheme2) => ({
  totals: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2, 4), margin: 0 }),
  total: css({
    '& dt': {
      fontWeight: theme.typography.fontWeightRegular,
      fontSize: theme.typography.bodySmall.fontSize,
      color: coloursOf(theme).text.secondary,
    },
    '& dd': { margin: 0, display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  }),
  value: css({ fontSize: theme.typography.h4.fontSize, fontVariantNumeric: 'tabular-nums' }),
});
