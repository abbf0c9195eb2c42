import { useStyles2 } from '@grafana/ui';
import { pageStyles } from './page-styles.ts';
import { Section } from './Section.tsx';

/** What the data source says of its own answers. */
export function HowSure({ notices, scope }: { readonly notices: readonly string[]; readonly scope: string }) {
  const styles = useStyles2(pageStyles);
  return (
    <Section title="How sure is this" hint={`What is unknown, assumed or odd about ${scope}, and what would help.`}>
      {notices.length === 0 ? (
        <p>Nothing is missing and nothing looked odd.</p>
      ) : (
        <ul className={styles.list}>
          {notices.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
