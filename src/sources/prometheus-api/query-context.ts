import type { Inputs } from '../../analysis/index.ts';
import type { Grouping } from './grouping.ts';
import type { Matcher } from './matcher.ts';
import type { MetricNames } from './metric-names.ts';
import type { Role } from './role.ts';

export interface WindowQuery {
  readonly role: Role;
  readonly expression: string;
}

export interface QueryContext {
  readonly inputs: Inputs;
  readonly names: MetricNames;
  readonly grouping: Grouping;
  /** What the user asked for. */
  readonly matchers: readonly Matcher[];
  /** The same for series that only carry labels of the target. */
  readonly targetMatchers: readonly Matcher[];
  /** The same for all targets of the engines' jobs, those included that never answered. */
  readonly jobMatchers: readonly Matcher[];
  /** Many instants, of which only the last is now. */
  readonly isSeries: boolean;
  readonly windowSeconds: number;
  readonly intervalSeconds: number;
}
