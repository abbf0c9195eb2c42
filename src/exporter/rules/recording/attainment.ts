import type { Scope } from '../level.ts';
import { limitsOf, type Limit } from '../limit.ts';
import type { Promised } from '../promises.ts';
import { divided, rate } from '../promql.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';
import { oneTokenOutputs } from './one-token-outputs.ts';
import { within } from './within.ts';

const MEASURE = {
  ttftSeconds: 'ttftAttainmentRatio',
  tpotSeconds: 'tpotAttainmentRatio',
  e2eSeconds: 'e2eAttainmentRatio',
} as const;

/** The share that met each limit by itself; mirrors analysis/goodput. Equal bounds where the limit is a bucket edge. */
export const attainment = (scope: Scope, promised: Promised): RecordingRule[] =>
  limitsOf(promised.objective).flatMap((limit) =>
    (['low', 'high'] as const).map((bound) =>
      recorded(
        scope,
        [MEASURE[limit], bound],
        share(scope, promised, limit, bound),
        bound === 'low'
          ? `Share of requests within ${promised.objective[limit] ?? ''} s of ${limit.replace('Seconds', '')}, at least and at most.`
          : undefined,
      ),
    ),
  );

function share(scope: Scope, promised: Promised, limit: Limit, bound: 'low' | 'high'): string {
  const met = within(scope, promised, limit, bound);
  const all = rate(scope, limit, { part: 'count', selection: promised.selection });
  if (limit !== 'tpotSeconds') return divided(met, all);
  const zeros = oneTokenOutputs(scope);
  return divided(`clamp_min(\n  ${met}\n    - ${zeros},\n  0\n)`, `${all}\n    - ${zeros}`);
}
