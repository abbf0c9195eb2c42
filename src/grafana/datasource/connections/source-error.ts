import type { DataQueryError } from '@grafana/data';
import { SourceError, type SourceErrorCode } from '../../../sources/prometheus-api/index.ts';

/** What the answer of another data source means, as one paragraph: what was tried, what came back, what to do. */
export function sourceErrorOf(tried: string, { status, statusText, message, data }: DataQueryError): SourceError {
  const said = [message, data?.message, data?.error, statusText].find((text) => text !== undefined && text !== '');
  const { code, advice } = meaningOf(status, said ?? '');
  const what = [status === undefined ? '' : `status ${status}`, said ?? ''].filter(Boolean).join(', ');
  return new SourceError(code, `${tried} was asked: ${what || 'it failed without a word'}. ${advice}`);
}

function meaningOf(
  status: number | undefined,
  said: string,
): { readonly code: SourceErrorCode; readonly advice: string } {
  if (status === 401 || status === 403) {
    return {
      code: 'unauthorised',
      advice:
        'You, or Grafana, may not query it: ask an administrator for access, or check its credentials with "Save & test" in its settings.',
    };
  }
  if (status === 404) {
    return {
      code: 'not-an-api',
      advice: 'Check which data source the settings of Ridgeline name, and the URL in its own settings.',
    };
  }
  if (
    /no such host|connection refused|dial tcp|ECONNREFUSED|bad gateway/i.test(said) ||
    status === 502 ||
    status === 504
  ) {
    return { code: 'unreachable', advice: 'Is the Prometheus running? "Save & test" in its settings tells more.' };
  }
  if (status === 400 || status === 422) {
    return {
      code: 'rejected-query',
      advice:
        'The server refuses the query: a limit of samples or series may be reached. Choose a shorter time range or fewer engines.',
    };
  }
  return { code: 'bad-status', advice: 'Try again; the log of Grafana tells more.' };
}
