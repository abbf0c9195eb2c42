import { getTemplateSrv } from '@grafana/runtime';
import type { ComboboxOption } from '@grafana/ui';
import { escapeRegex } from '../../../sources/prometheus-api/index.ts';
import type { LookedUp, Lookup } from './lookup.ts';

/**
 * The variables of the dashboard and the values that there are, as far as they contain what is typed. A lookup that fails
 * leaves the variables, and whatever is typed.
 */
export async function labelOptions(lookup: Lookup, what: LookedUp, typed: string): Promise<ComboboxOption[]> {
  const variables = getTemplateSrv()
    .getVariables()
    .map(({ name }) => ({ value: `$${name}`, label: `$${name}`, group: 'Variables' }));
  const found = (await lookup.labelValues(what).catch(() => [])).map((value) => ({
    value: asPattern(value),
    label: value,
    group: 'Seen of late',
  }));
  const wanted = typed.toLowerCase();
  return [...found, ...variables].filter(({ label }) => label.toLowerCase().includes(wanted));
}

/** What is chosen is matched as a regular expression: left as it reads where that matches it, escaped otherwise. */
function asPattern(text: string): string {
  return matchesItself(text) ? text : escapeRegex(text);
}

function matchesItself(text: string): boolean {
  try {
    return new RegExp(`^(?:${text})$`).test(text);
  } catch {
    return false;
  }
}
