import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import type { Deployment } from '../../../settings/index.ts';
import { declaredFields } from './declared-fields.ts';
import { countOf, editedLoad } from './fields.ts';
import type { Load } from './load.ts';
import { LoadFields } from './LoadFields.tsx';
import { PlanSection } from './PlanSection.tsx';
import { useEdits } from './use-edits.ts';
import { WhatIfFields } from './WhatIfFields.tsx';

export interface CapacityReviewProps {
  readonly model: string | null;
  readonly deployment: Deployment | undefined;
  readonly measured: Load;
  /** That there are now. */
  readonly replicas: number;
  readonly sequenceCap: number | undefined;
  readonly kvCacheTokens: number | undefined;
}

/** The load, what could be otherwise, and what would come of it. */
export function CapacityReview(props: CapacityReviewProps) {
  const { deployment, measured, replicas, sequenceCap } = props;
  const styles = useStyles2(reviewStyles);
  const load = useEdits();
  const whatIf = useEdits();
  const loadThen = useMemo(() => editedLoad(measured, load.edits), [measured, load.edits]);
  const declared = deployment?.engine?.maxNumSeqs ?? sequenceCap;
  return (
    <div className={styles.columns}>
      <LoadFields measured={measured} {...load} />
      <WhatIfFields now={declaredFields(deployment ?? {}, props)} {...whatIf} />
      <PlanSection
        {...props}
        load={loadThen}
        edits={whatIf.edits}
        maxNumSeqs={declared === undefined ? undefined : Math.max(1, Math.round(declared))}
        replicasThen={countOf(whatIf.edits.replicas) ?? replicas}
      />
    </div>
  );
}

const reviewStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gap: theme.spacing(2),
    alignItems: 'start',
    gridTemplateColumns: 'minmax(190px, 1fr) minmax(190px, 1fr) minmax(440px, 3fr)',
    '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
