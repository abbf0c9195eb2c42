import { getBackendSrv, getDataSourceSrv } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';
import { DATASOURCE_TYPE } from '../../query/index.ts';

/** Adds a Ridgeline data source that reads through this Prometheus. Rejects with what Grafana says. */
export async function addDataSource(prometheusUid: string): Promise<void> {
  const data = { name: 'Ridgeline', type: DATASOURCE_TYPE, access: 'proxy', jsonData: { prometheusUid } };
  try {
    await firstValueFrom(
      getBackendSrv().fetch({ url: '/api/datasources', method: 'POST', data, showErrorAlert: false }),
    );
  } catch (error) {
    const { data: said, status } = error as {
      readonly data?: { readonly message?: string };
      readonly status?: number;
    };
    throw new Error(
      status === 403
        ? 'You may not add data sources: ask an administrator.'
        : `Grafana did not add it: ${said?.message ?? 'it does not say why'}.`,
      { cause: error },
    );
  }
  await getDataSourceSrv().reload();
}
