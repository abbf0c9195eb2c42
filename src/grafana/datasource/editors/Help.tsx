import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

/** A sentence beside the fields, quieter than them. */
export function Help({ children }: { readonly children: ReactNode }) {
  return <p className={useStyles2(helpStyle)}>{children}</p>;
}

const helpStyle = (theme: GrafanaTheme2): string =>
  css({
    ...theme.typography.bodySmall,
    color: theme.colors.text?.secondary,
    margin: 0,
    maxWidth: '90ch',
  });
