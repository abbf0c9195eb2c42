import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useId, type ReactNode } from 'react';
import { coloursOf } from '../../panel/index.ts';

export type StepState = 'done' | 'to do' | 'waiting' | 'failed';

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  readonly children: ReactNode;
}

/** One step of the way, its state in words, and the one thing to do. */
export function Step({ number, title, state, children }: StepProps) {
  const styles = useStyles2(stepStyles);
  const id = useId();
  return (
    <li className={styles.step} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {`${number} · ${title} `}
        <span className={styles.state} data-state={state}>
          {state}
        </span>
      </h2>
      {children}
    </li>
  );
}

const stepStyles = (theme: GrafanaTheme2) => ({
  step: css({
    padding: theme.spacing(2),
    background: coloursOf(theme).background.primary,
    border: `1px solid ${coloursOf(theme).border.weak}`,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  title: css({ fontSize: theme.typography.h5.fontSize }),
  state: css({
    marginLeft: theme.spacing(1),
    padding: theme.spacing(0.25, 1),
    border: `1px solid ${coloursOf(theme).border.medium}`,
    borderRadius: theme.shape.radius.pill,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
    '&[data-state="to do"]': { color: coloursOf(theme).warning.text, borderColor: coloursOf(theme).warning.border },
    '&[data-state="failed"]': { color: coloursOf(theme).error.text, borderColor: coloursOf(theme).error.border },
  }),
});
