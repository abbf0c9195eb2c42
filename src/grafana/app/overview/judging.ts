import { escapeRegex } from '../../../sources/prometheus-api/index.ts';
import type { RidgelineQuery } from '../../query/index.ts';
import type { Identity } from '../asking/identity.ts';
import type { AskedEngine } from '../asking/page-address.ts';

/** A choice: rules look at everything that an engine exposes, so what is read grows with each: of more engines the worst are judged. */
const ALL_OF = 50;
const WORST_OF_MORE = 20;

export interface Judging {
  /** None before it is known which engines there are. */
  readonly queries: readonly RidgelineQuery[];
  /** What is left out, for people. */
  readonly leftOut: string | undefined;
}

/** What to ask so that the verdicts of these engines are known, worst first; of a large fleet of the worst alone. */
export function judgingOf(engines: readonly Identity[], among: AskedEngine): Judging {
  if (engines.length === 0) return { queries: [], leftOut: undefined };
  const query = { refId: 'verdict', kind: 'verdict', ...among } as const;
  if (engines.length <= ALL_OF) return { queries: [query], leftOut: undefined };
  // In another order it would be another question.
  const targets = [...new Set(engines.slice(0, WORST_OF_MORE).map(({ target }) => target))].sort();
  return {
    queries: [{ ...query, target: targets.map(escapeRegex).join('|') }],
    leftOut: `Of ${engines.length} engines the ${WORST_OF_MORE} worst are judged by all rules, beside each other alone; open any other to see what binds it.`,
  };
}
