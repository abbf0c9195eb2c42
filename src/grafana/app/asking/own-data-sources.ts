import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { DATASOURCE_TYPE, type RidgelineOptions } from '../../query/index.ts';

export type OwnSettings = DataSourceInstanceSettings<RidgelineOptions>;

/** What an address names; links of ours by `ds`, links of dashboards by their variable. */
export interface AskedDataSource {
  readonly own: OwnSettings | undefined;
  /** What `ds` says, where there is no such data source, or the user may not use it. */
  readonly missing?: string;
}

/** Where nothing is named, and where a dashboard's variable names something else, the first. */
export function askedDataSource(search: URLSearchParams, all: readonly OwnSettings[]): AskedDataSource {
  const called = (wanted: string | null): OwnSettings | undefined =>
    all.find(({ uid, name }) => uid === wanted || name === wanted);
  const explicit = search.get('ds') ?? '';
  if (explicit === '') return { own: called(search.get('var-datasource')) ?? all[0] };
  const own = called(explicit);
  return own ? { own } : { own, missing: explicit };
}

/** The data sources of our type that the user may use. */
export const ownDataSources = (): OwnSettings[] =>
  getDataSourceSrv()
    .getList({ type: DATASOURCE_TYPE })
    .filter(({ type }) => type === DATASOURCE_TYPE);
