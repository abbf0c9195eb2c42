import { identityOf, type Identity } from '../asking/identity.ts';
import { rowsOf, tableOf } from '../asking/table.ts';
import type { Answers } from '../asking/use-answers.ts';

/** What there is to say of one engine first. */
export interface Verdict extends Identity {
  readonly name: string;
  readonly state: string | undefined;
  readonly answer: string | undefined;
  readonly forecast: string | undefined;
  readonly worst: string | undefined;
}

export function verdictsOf({ framesOf }: Answers): Verdict[] {
  const table = tableOf(framesOf('answer'));
  return rowsOf(table, (row) => ({
    ...identityOf(table, row),
    name: table.text('engine', row) ?? table.text('instance', row) ?? 'engine',
    state: table.text('state', row),
    answer: table.text('answer', row),
    forecast: table.text('forecast', row),
    worst: table.text('worst', row),
  }));
}
