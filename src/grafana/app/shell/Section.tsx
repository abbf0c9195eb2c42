import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useId, type ReactNode } from 'react';
import { coloursOf } from '../../panel/index.ts';

interface SectionProps {
  readonly title: string;
  /** What one sees there, in a sentence. */
  readonly hint?: string;
  readonly children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, hint, children }: SectionProps) {
  const styles = useStyles2(sectionStyles);
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
}

const sectionStyles = (theme: GrafanaTheme2) => ({
  section: css({
    minWidth: 0,
    padding: theme.spacing(2),
    background: coloursOf(theme).background.primary,
    border: `1px solid ${coloursOf(theme).border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  title: css({ fontSize: theme.typography.h5.fontSize, margin: 0 }),
  hint: css({
    margin: theme.spacing(0.25, 0, 1.5),
    color: coloursOf(theme).text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
