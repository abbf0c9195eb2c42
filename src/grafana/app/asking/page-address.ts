import { escapeRegex } from '../../../sources/prometheus-api/index.ts';

export interface AskedEngine {
  readonly model?: string;
  readonly engine?: string;
  readonly target?: string;
}

/** Which engines an address is about: what links of ours say, or the variables that links of dashboards bring along. */
export function askedEngine(search: URLSearchParams): AskedEngine {
  const of = (name: keyof AskedEngine): AskedEngine => {
    const value = search.get(name) ?? fromVariable(search.getAll(`var-${name}`));
    return value === '' ? {} : { [name]: value };
  };
  return { ...of('model'), ...of('engine'), ...of('target') };
}

export const askedDataSource = (search: URLSearchParams): string | undefined =>
  search.get('ds') ?? search.get('var-datasource') ?? undefined;

/** Several values of a variable are alternatives. */
function fromVariable(values: readonly string[]): string {
  const chosen = values.filter((value) => value !== '');
  if (chosen.includes('$__all')) return '';
  return chosen.map(escapeRegex).join('|');
}
