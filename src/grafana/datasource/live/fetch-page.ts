import type { BackendSrv } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';

/** A page is some 60 kB per engine; more than this is no page of metrics. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

let requests = 0;

/** The metrics page of the engine that the data source is set to, through its route at Grafana's proxy. */
export async function fetchPage(backend: Pick<BackendSrv, 'fetch'>, proxyUrl: string | undefined): Promise<string> {
  if (!proxyUrl) throw new Error('Grafana gives this data source no proxy: set the URL of the engine in its settings.');
  try {
    const { data } = await firstValueFrom(
      backend.fetch<string>({
        url: `${proxyUrl}/engine/metrics`,
        responseType: 'text',
        requestId: `ridgeline-live-${++requests}`,
        showErrorAlert: false,
      }),
    );
    if (data.length > MOST_CHARACTERS) throw new Error('The page is larger than any metrics page of vLLM.');
    return data;
  } catch (error) {
    const { status, statusText } = error as { readonly status?: number; readonly statusText?: string };
    if (status === undefined) throw error;
    throw new Error(
      `GET /metrics of the engine, through Grafana: status ${status}${statusText ? ` ${statusText}` : ''}. Check the URL of the engine and its token in the settings of this data source, and that Grafana reaches it.`,
      { cause: error },
    );
  }
}
