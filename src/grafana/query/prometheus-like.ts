/** Plugins whose queries are PromQL in `expr`: Prometheus itself, the clouds' variants, VictoriaMetrics. */
const TYPES: readonly string[] = [
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
  'victoriametrics-metrics-datasource',
  'victoriametrics-datasource',
];

export const isPrometheusLike = ({ type }: { readonly type: string }): boolean => TYPES.includes(type);
