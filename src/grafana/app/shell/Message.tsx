import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import { coloursOf } from '../../panel/index.ts';

interface MessageProps {
  readonly title: string;
  /** A failure is told at once; anything else waits until one gets there. */
  readonly isFailure?: boolean;
  readonly children?: ReactNode;
}

/** What there is to say in place of numbers, and what to do. */
export function Message({ title, isFailure = false, children }: MessageProps) {
  const styles = useStyles2(messageStyles);
  return (
    <div className={cx(styles.message, isFailure && styles.failure)} role={isFailure ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children !== undefined && <div className={styles.more}>{children}</div>}
    </div>
  );
}

const messageStyles = (theme: GrafanaTheme2) => ({
  message: css({
    padding: theme.spacing(1.5, 2),
    marginBottom: theme.spacing(2),
    background: coloursOf(theme).background.secondary,
    borderLeft: `3px solid ${coloursOf(theme).border.strong}`,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  failure: css({ borderLeftColor: coloursOf(theme).error.border }),
  more: css({ marginTop: theme.spacing(0.5), '& p': { marginBottom: theme.spacing(0.5) } }),
});
