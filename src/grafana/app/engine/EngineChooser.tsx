import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import { addressOf } from '../addresses.ts';
import { reactKeyOf, searchOf } from '../asking/identity.ts';
import { pageStyles } from '../shell/page-styles.ts';
import { Section } from '../shell/Section.tsx';
import { StateChip } from '../shell/StateChip.tsx';
import type { Verdict } from './verdicts.ts';

interface EngineChooserProps {
  readonly verdicts: readonly Verdict[];
  readonly search: URLSearchParams;
}

/** Several engines match: which one is meant. */
export function EngineChooser({ verdicts, search }: EngineChooserProps) {
  const styles = useStyles2(pageStyles);
  return (
    <Section title="Which engine?" hint={`${verdicts.length} engines match, the worst first.`}>
      <div className={styles.scroller}>
        <table className={styles.table} aria-label="Engines that match">
          <thead>
            <tr>
              <th scope="col">Engine</th>
              <th scope="col">State</th>
              <th scope="col">In words</th>
            </tr>
          </thead>
          <tbody>
            {verdicts.map((verdict) => (
              <tr key={reactKeyOf(verdict)}>
                <th scope="row">
                  <Link className={styles.link} to={addressOf('engine', searchOf(verdict, search))}>
                    {verdict.name}
                  </Link>
                </th>
                <td>
                  <StateChip state={verdict.state} />
                </td>
                <td>{verdict.answer}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
