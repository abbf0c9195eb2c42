import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { LimitRow } from '../asking/limits.ts';
import { formatValue } from '../charts/format-value.ts';
import { ShareBar } from '../charts/ShareBar.tsx';

/** Every limit of an engine as a thin column; in words for those who cannot see them. */
export function LimitColumns({ limits }: { readonly limits: readonly LimitRow[] }) {
  const styles = useStyles2(columnStyles);
  if (limits.length === 0) return <>unknown</>;
  const words = limits
    .map(
      ({ name, usedRatio, binds }) =>
        `${name} ${formatValue(usedRatio, 'percentunit')}${binds ? ', which limits' : ''}`,
    )
    .join('; ');
  return (
    <span role="img" aria-label={words} title={words} className={styles.columns}>
      {limits.map(({ name, usedRatio, mostRatio, binds }) => (
        <ShareBar key={name} {...{ usedRatio, mostRatio, binds }} width={10} height={36} isUpright />
      ))}
    </span>
  );
}

const columnStyles = () => ({ columns: css({ display: 'inline-flex', gap: 4 }) });
