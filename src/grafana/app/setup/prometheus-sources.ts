import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

/** The data sources that speak PromQL: Prometheus itself, the clouds' variants, VictoriaMetrics. */
export const prometheusSources = (): DataSourceInstanceSettings[] =>
  getDataSourceSrv()
    .getList({ metrics: true })
    .filter(({ type }) => /prometheus|victoriametrics/.test(type));
