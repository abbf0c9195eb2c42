import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, Stack, Text, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly disabled: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** By so many places, towards the end. */
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

/** The frame of one entry of a list, and what one does with it as a whole. */
export function EntryCard({ title, children, disabled, isFirst, isLast, onMove, onRemove }: Props) {
  return (
    <div role="group" aria-label={title} className={useStyles2(cardStyle)}>
      <Stack justifyContent="space-between">
        <Text element="h5">{title}</Text>
        <Stack gap={1}>
          <IconButton
            name="arrow-up"
            tooltip={`Move ${title} up`}
            disabled={disabled || isFirst}
            onClick={() => {
              onMove(-1);
            }}
          />
          <IconButton
            name="arrow-down"
            tooltip={`Move ${title} down`}
            disabled={disabled || isLast}
            onClick={() => {
              onMove(1);
            }}
          />
          <IconButton name="trash-alt" tooltip={`Remove ${title}`} disabled={disabled} onClick={onRemove} />
        </Stack>
      </Stack>
      {children}
    </div>
  );
}

const cardStyle = (theme: GrafanaTheme2): string =>
  css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    '& h5::first-letter': { textTransform: 'uppercase' },
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border?.weak ?? 'currentColor'}`,
    borderRadius: theme.shape.radius.default,
  });
