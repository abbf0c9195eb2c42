import { CustomVariableSupport, type DataQueryRequest, type MetricFindValue } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { from, map, type Observable } from 'rxjs';
import type { RidgelineDataSource } from './datasource.ts';
import { DEFAULT_VARIABLE_QUERY, type VariableQuery } from './editors/variable-query.ts';
import { LazyVariableEditor } from './LazyEditors.tsx';

/** Variables of a dashboard that list models, engines, targets or accelerators. */
export class RidgelineVariables extends CustomVariableSupport<RidgelineDataSource, VariableQuery> {
  override readonly editor = LazyVariableEditor as never;
  private readonly datasource: RidgelineDataSource;

  constructor(datasource: RidgelineDataSource) {
    super();
    this.datasource = datasource;
  }

  override query(request: DataQueryRequest<VariableQuery>): Observable<{ data: MetricFindValue[] }> {
    const query = { ...DEFAULT_VARIABLE_QUERY, ...request.targets[0] };
    const text = (value: string | undefined): string =>
      getTemplateSrv().replace(value ?? '', request.scopedVars, 'regex');
    const values = this.datasource.labelValues(query.variable, {
      fromSeconds: request.range.from.valueOf() / 1e3,
      toSeconds: request.range.to.valueOf() / 1e3,
      model: text(query.model),
      target: text(query.target),
    });
    return from(values).pipe(map((found) => ({ data: found.map((value) => ({ text: value, value })) })));
  }
}
