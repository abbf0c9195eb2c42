import type { DataSourceJsonData } from '@grafana/data';

/** Where the data source finds vLLM's metrics. */
export type Connection = 'prometheus' | 'url' | 'engine';

/** The settings of the data source, all of them provisionable. */
export interface RidgelineOptions extends DataSourceJsonData {
  /**
   * `prometheus`: through a data source that Grafana has already (the default). `url`: a Prometheus at the URL of this data
   * source. `engine`: the metrics page of one engine, read while one looks.
   */
  readonly connection?: Connection;
  /** Of the data source to ask; the only one of its kind where not given. */
  readonly prometheusUid?: string;
  /** The base URL of one engine, for the connection `engine`: http://gpu-3:8000. */
  readonly engineUrl?: string;
  /** What `ridgeline.yaml` holds: deployments and objectives. */
  readonly settings?: { readonly deployments?: readonly unknown[]; readonly objectives?: readonly unknown[] };
}

/** Kept encrypted by Grafana, and never sent to a browser. */
export interface RidgelineSecrets {
  /** Bearer token of the engine. */
  readonly engineToken?: string;
}
