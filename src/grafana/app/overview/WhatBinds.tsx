import { useStyles2 } from '@grafana/ui';
import { boundInWords, firingInWords } from '../asking/engine-verdicts.ts';
import { pageStyles } from '../shell/page-styles.ts';
import type { FleetRow } from './fleet-rows.ts';

/** What binds an engine and how much fires; of one that no rule judged, what is full. */
export function WhatBinds({ row: { verdict, bound, answer } }: { readonly row: FleetRow }) {
  const { small } = useStyles2(pageStyles);
  const firing = verdict && firingInWords(verdict);
  return (
    <>
      {verdict ? boundInWords(verdict) : (bound ?? 'nothing is full')}
      {firing !== undefined && <div className={small}>{firing}</div>}
      {verdict !== undefined && verdict.boundBy !== 'arrivals' && <div className={small}>{verdict.summary}</div>}
      {answer !== undefined && <div className={small}>{answer}</div>}
    </>
  );
}
