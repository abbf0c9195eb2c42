import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { isPrometheusLike } from '../../query/index.ts';

/** The data sources that speak PromQL. */
export const prometheusSources = (): DataSourceInstanceSettings[] =>
  getDataSourceSrv().getList({ metrics: true }).filter(isPrometheusLike);
