import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { LimitRow } from '../asking/limits.ts';
import { formatValue } from '../charts/format-value.ts';
import { ShareBar } from '../charts/ShareBar.tsx';
import { pageStyles } from '../shell/page-styles.ts';
import { Section } from '../shell/Section.tsx';
import { coloursOf } from '../../panel/index.ts';

/** Every limit as a share used; the one that binds is marked. */
export function LimitsSection({ limits }: { readonly limits: readonly LimitRow[] }) {
  const { table, small, number } = useStyles2(pageStyles);
  const styles = useStyles2(limitStyles);
  return (
    <Section title="What limits it" hint="How much of each limit is used: the bar on average, the line at most.">
      {limits.length === 0 ? (
        <p>No limit of this engine is known.</p>
      ) : (
        <table className={table} aria-label="Limits">
          <thead>
            <tr>
              <th scope="col">Limit</th>
              <th scope="col">Used</th>
              <th scope="col">Average</th>
              <th scope="col">At most</th>
            </tr>
          </thead>
          <tbody>
            {limits.map(({ name, usedRatio, mostRatio, binds, detail }) => (
              <tr key={name}>
                <th scope="row">
                  {name}
                  {binds && <span className={styles.binds}> ◀ limits</span>}
                </th>
                <td>
                  <ShareBar {...{ usedRatio, mostRatio, binds }} width={140} height={14} />
                  <div className={small}>{detail}</div>
                </td>
                <td className={number}>{formatValue(usedRatio, 'percentunit')}</td>
                <td className={number}>{mostRatio === undefined ? '–' : formatValue(mostRatio, 'percentunit')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

const limitStyles = (theme: GrafanaTheme2) => ({
  binds: css({ color: coloursOf(theme).warning.text, whiteSpace: 'nowrap' }),
});
