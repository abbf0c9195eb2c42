import type { Scope } from '../level.ts';
import { limitsOf, type Limit } from '../limit.ts';
import type { Promised } from '../promises.ts';
import { rate } from '../promql.ts';
import { recordName, type Step } from '../record-name.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';
import { within } from './within.ts';

/** The name of what met one limit. */
export const OBJECTIVE_MET: Readonly<Record<Limit, Step>> = {
  ttftSeconds: 'ttftObjectiveMetPerSecond',
  tpotSeconds: 'tpotObjectiveMetPerSecond',
  e2eSeconds: 'e2eObjectiveMetPerSecond',
};

/**
 * Of the finished requests, how many a second met each limit. A one-token output has no TPOT and cannot miss it: its 0
 * counts as met. TTFT is observed earlier, so its bounds allow for requests that are in one count only (see populations).
 */
export const objectiveMet = (scope: Scope, promised: Promised): RecordingRule[] =>
  limitsOf(promised.objective).flatMap((limit) => {
    const [low, high] =
      limit === 'ttftSeconds' ? amongFinished(scope, promised) : countedWithin(scope, promised, limit);
    return [
      recorded(
        scope,
        [OBJECTIVE_MET[limit], 'low'],
        low,
        `Of the finished requests, those within the limit of ${limit.replace('Seconds', '')}.`,
      ),
      recorded(scope, [OBJECTIVE_MET[limit], 'high'], high),
    ];
  });

const countedWithin = (scope: Scope, promised: Promised, limit: Limit): readonly [low: string, high: string] => [
  within(scope, promised, limit, 'low'),
  within(scope, promised, limit, 'high'),
];

/** At most all that finished: the smaller of two, and nothing where one of them is missing. */
function amongFinished(scope: Scope, promised: Promised): readonly [low: string, high: string] {
  const [atLeast, atMost] = countedWithin(scope, promised, 'ttftSeconds');
  const finished = rate(scope, 'e2eSeconds', { part: 'count', selection: promised.selection });
  const most = `(\n    ${atMost}\n    + ${recordName(scope, 'startedBeforePerSecond', 'rate')}\n  )`;
  return [
    `clamp_min(\n  ${atLeast}\n  - ${recordName(scope, 'unfinishedPerSecond', 'rate')},\n  0\n)`,
    `${most} <= ${finished}\nor\n${finished} < ${most}`,
  ];
}
