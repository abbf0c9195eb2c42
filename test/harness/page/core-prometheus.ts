/* eslint-disable @typescript-eslint/no-deprecated -- this is Grafana's side, which still gives what is deprecated */
import type { DataQuery, ScopedVars } from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';

interface PromTarget extends DataQuery {
  readonly expr?: string;
}

/**
 * Stands in for the Prometheus data source that comes with Grafana. What it shares with every data source that has a backend is
 * Grafana's own code: one POST to /api/ds/query for all targets, and frames out of the answer.
 */
export class CorePrometheus extends DataSourceWithBackend<PromTarget> {
  override filterQuery(query: PromTarget): boolean {
    return query.hide !== true && (query.expr ?? '') !== '';
  }

  override applyTemplateVariables(query: PromTarget, scopedVars: ScopedVars): PromTarget {
    return { ...query, expr: getTemplateSrv().replace(query.expr ?? '', scopedVars, 'regex') };
  }
}
