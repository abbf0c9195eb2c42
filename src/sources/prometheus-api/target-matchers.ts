import { ENGINE_LABEL } from '../../metrics/catalogue/index.ts';
import { anyOf, type Matcher } from './matcher.ts';
import type { QueryContext } from './query-context.ts';

/** At most so many addresses are named in a query; beyond, their jobs. */
const MOST_ADDRESSES = 30;

/**
 * Matchers for series that only carry labels of the target (`up`, the start of the process): those of the user that are not
 * about engines, narrowed to where engines were found, since every target of the server has such series.
 */
export function targetMatchers(
  matchers: readonly Matcher[],
  valuesOf: (label: string) => readonly string[],
): Pick<QueryContext, 'targetMatchers' | 'jobMatchers'> {
  const narrowed = (label: string): Matcher => ({ label, operator: '=~', value: anyOf(valuesOf(label)) });
  const jobMatchers = [...ofTargets(matchers), narrowed('job')];
  const isFew = valuesOf('instance').length <= MOST_ADDRESSES;
  return { jobMatchers, targetMatchers: isFew ? [...jobMatchers, narrowed('instance')] : jobMatchers };
}

const ENGINE_LABELS: readonly string[] = Object.values(ENGINE_LABEL);

/** Of the matchers of a user those that are not about engines: some series only carry labels of the target. */
export const ofTargets = (matchers: readonly Matcher[]): readonly Matcher[] =>
  matchers.filter(({ label }) => !ENGINE_LABELS.includes(label));
