import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { DATASOURCE_TYPE, type RidgelineOptions } from '../../query/index.ts';

export type OwnSettings = DataSourceInstanceSettings<RidgelineOptions>;

/** The data sources of our type that the user may use. */
export const ownDataSources = (): OwnSettings[] =>
  getDataSourceSrv()
    .getList({ type: DATASOURCE_TYPE })
    .filter(({ type }) => type === DATASOURCE_TYPE);
