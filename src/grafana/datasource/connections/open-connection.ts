import type { BackendSrv, DataSourceSrv } from '@grafana/runtime';
import type { PromQl } from '../../../sources/prometheus-api/index.ts';
import { isPrometheusLike, type RidgelineOptions } from '../../query/index.ts';
import { delegated } from './delegated.ts';
import { proxied } from './proxied.ts';

export interface Outside {
  readonly dataSources: Pick<DataSourceSrv, 'get' | 'getList'>;
  readonly backend: Pick<BackendSrv, 'fetch'>;
  /** Of this data source, at Grafana's proxy. */
  readonly proxyUrl: string | undefined;
}

/** Whatever evaluates the PromQL, as the settings say. Rejects with what to do where they say too little. */
export async function openConnection(
  { connection = 'prometheus', prometheusUid }: RidgelineOptions,
  { dataSources, backend, proxyUrl }: Outside,
): Promise<PromQl> {
  if (connection === 'url') {
    if (!proxyUrl) throw new Error('This data source has no URL: set that of your Prometheus in its settings.');
    return proxied(backend, proxyUrl, 'The Prometheus of this data source');
  }
  const uid = prometheusUid ?? onlyOne(dataSources);
  try {
    return delegated(await dataSources.get({ uid }));
  } catch (error) {
    throw new Error(
      `The Prometheus data source with the uid "${uid}" is not there, or you may not use it: choose another in the settings of this data source.`,
      { cause: error },
    );
  }
}

function onlyOne(dataSources: Outside['dataSources']): string {
  const candidates = dataSources.getList({ metrics: true, filter: isPrometheusLike });
  const [only] = candidates;
  if (candidates.length === 1 && only) return only.uid;
  throw new Error(
    candidates.length === 0
      ? 'Grafana has no Prometheus data source that you may use. Add one that scrapes vLLM, then choose it in the settings of this data source.'
      : `Grafana has ${candidates.length} data sources that speak PromQL: choose one in the settings of this data source.`,
  );
}
