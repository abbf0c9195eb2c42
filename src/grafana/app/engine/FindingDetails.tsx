import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { lazy, Suspense, useState } from 'react';
import { formatInterval, formatQuantity } from '../../../quantities/index.ts';
import { actionInWords, predicted, withTitles } from '../../../report/index.ts';
import type { Finding } from '../../frames/index.ts';
import { pageStyles } from '../shell/page-styles.ts';

/** All pages together are long, and few are read. */
const RulePage = lazy(() => import(/* webpackChunkName: "grafana/app/rule" */ './RulePage.tsx'));

type Evidence = NonNullable<Finding['evidence']>[string];

const FOUND = { yes: 'so it is', no: 'not so', unknown: 'nobody can tell' } as const;

/** What a finding stands on, what was looked for against it, what to do in full, and the page of its rule. */
export function FindingDetails({ finding }: { readonly finding: Finding }) {
  const { table, list } = useStyles2(pageStyles);
  const styles = useStyles2(detailStyles);
  const [isOpen, setOpen] = useState(false);
  const { id, evidence = {}, objections = [], actions = [] } = finding;
  return (
    <details className={styles.details}>
      <summary>Evidence, doubts and what to do about {id}</summary>
      <table className={table} aria-label={`Evidence of ${id}`}>
        <thead>
          <tr>
            <th scope="col">Evidence</th>
            <th scope="col">Value</th>
            <th scope="col">Fires at</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(evidence).map(([name, each]) => (
            <tr key={name}>
              <th scope="row">{each.what}</th>
              <td>{valueOf(each)}</td>
              <td>{each.bound ? `${each.bound.relation} ${formatQuantity(each.bound.value, each.unit)}` : '–'}</td>
              <td>{each.metrics.length > 0 ? each.metrics.join(', ') : 'declared, or worked out of the others'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {objections.length > 0 && (
        <>
          <h3>What would speak against it</h3>
          <ul className={list}>
            {objections.map(({ claim, found }) => (
              <li key={claim}>{`${claim}: ${FOUND[found]}`}</li>
            ))}
          </ul>
        </>
      )}
      {actions.length > 0 && (
        <>
          <h3>What to do</h3>
          <ol className={styles.actions}>
            {actions.map((action) => (
              <li key={actionInWords(action)}>
                <strong>{actionInWords(action)}.</strong> {action.mechanism} Expected:{' '}
                {action.predicts.map(predicted).join(', ')}. Side effect: {action.sideEffect} Back: {action.rollback} It
                was wrong if: {withTitles(action.refutedBy)}
              </li>
            ))}
          </ol>
        </>
      )}
      <details
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open);
        }}
      >
        <summary>The rule {id}: how it judges, and when it misleads</summary>
        {isOpen && (
          <Suspense fallback="Reading …">
            <RulePage id={id} />
          </Suspense>
        )}
      </details>
    </details>
  );
}

function valueOf({ value, low, high, unit }: Evidence): string {
  const interval = formatInterval({ value, low, high, unit });
  return `${formatQuantity(value, unit)}${interval === undefined ? '' : ` (${interval})`}`;
}

const detailStyles = (theme: GrafanaTheme2) => ({
  details: css({
    '& summary': { cursor: 'pointer' },
    '& h3': { fontSize: theme.typography.body.fontSize, margin: theme.spacing(1, 0, 0.5) },
    '& dt': { marginTop: theme.spacing(1) },
    '& dd': { margin: 0, maxWidth: '80ch' },
    '& details': { marginTop: theme.spacing(1) },
  }),
  actions: css({ paddingLeft: theme.spacing(2.5), maxWidth: '100ch', '& li': { marginBottom: theme.spacing(0.5) } }),
});
