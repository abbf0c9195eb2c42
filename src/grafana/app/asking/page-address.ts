import { escapeRegex } from '../../../sources/prometheus-api/index.ts';
import type { Identity } from './identity.ts';

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

/** Whether an engine is among those asked; nobody is by a text that is no regular expression. */
export function isAmong(asked: AskedEngine, { model, engine, target }: Identity): boolean {
  const matches = (pattern: string | undefined, text = ''): boolean => {
    if (pattern === undefined) return true;
    try {
      return new RegExp(`^(?:${pattern})$`).test(text);
    } catch {
      return false;
    }
  };
  return matches(asked.model, model) && matches(asked.engine, engine) && matches(asked.target, target);
}

/** Several values of a variable are alternatives. */
function fromVariable(values: readonly string[]): string {
  const chosen = values.filter((value) => value !== '');
  if (chosen.includes('$__all')) return '';
  return chosen.map(escapeRegex).join('|');
}
