import type { Scope } from '../level.ts';
import { rate } from '../promql.ts';
import { recordName } from '../record-name.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';
import { inSystem } from './in-system.ts';

/**
 * TTFT is observed at the first token, the rest at the finish. What may be in one count and not in the other: requests that
 * were in the system when the window began (at most all that finished), and those that started and did not finish.
 */
export function populations(scope: Scope): RecordingRule[] {
  const finished = rate(scope, 'e2eSeconds', { part: 'count' });
  const started = rate(scope, 'ttftSeconds', { part: 'count' });
  const startedBefore = recordName(scope, 'startedBeforePerSecond', 'rate');
  return [
    recorded(
      scope,
      ['startedBeforePerSecond', 'rate'],
      `(
  (${inSystem(scope, 'at-start')}) / ${scope.window.seconds}
  or 0 * ${finished}
) < ${finished}
or
${finished}`,
      'Finished requests that may have got their first token before the window;',
    ),
    recorded(
      scope,
      ['unfinishedPerSecond', 'rate'],
      `clamp_min(\n  ${started}\n  - ${finished}\n  + ${startedBefore},\n  0\n)`,
      'and first tokens of requests that may not have finished in it. TTFT bounds allow for both.',
    ),
  ];
}
