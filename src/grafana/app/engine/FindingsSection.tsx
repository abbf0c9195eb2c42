import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { coloursOf } from '../../panel/index.ts';
import { pageStyles } from '../shell/page-styles.ts';
import { Section } from '../shell/Section.tsx';
import { FindingDetails } from './FindingDetails.tsx';
import { findingsOf } from './findings.ts';

/** What is wrong and what to do about it, causes before what follows from them. */
export function FindingsSection({ frames }: { readonly frames: readonly DataFrame[] }) {
  const { table, small, scroller } = useStyles2(pageStyles);
  const styles = useStyles2(findingStyles);
  const findings = findingsOf(frames);
  return (
    <Section
      title="What to change"
      hint="What is wrong in this time range, the causes first, and the first thing to do about each."
    >
      {findings.length === 0 ? (
        <p>{frames.length === 0 ? 'It was not judged.' : 'Nothing that is known to matter.'}</p>
      ) : (
        <div className={scroller}>
          <table className={table} aria-label="What to change">
            <thead>
              <tr>
                <th scope="col">Finding</th>
                <th scope="col">Severity</th>
                <th scope="col">What</th>
                <th scope="col">What to do</th>
                <th scope="col">Confidence</th>
              </tr>
            </thead>
            <tbody>
              {findings.map(({ id, severity, message, whatToDo, confidence, followsFrom }) => (
                <tr key={id}>
                  <th scope="row" className={styles.id}>
                    {id}
                    {followsFrom !== undefined && <div className={small}>follows from {followsFrom}</div>}
                  </th>
                  <td className={severity === 'critical' ? styles.critical : undefined}>{severity}</td>
                  <td>{message}</td>
                  <td>{whatToDo ?? (followsFrom === undefined ? '–' : `see ${followsFrom}`)}</td>
                  <td>{confidence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {findings.map(({ id, whole }) => whole && <FindingDetails key={id} finding={whole} />)}
    </Section>
  );
}

const findingStyles = (theme: GrafanaTheme2) => ({
  id: css({ whiteSpace: 'nowrap' }),
  critical: css({ color: coloursOf(theme).warning.text }),
});
