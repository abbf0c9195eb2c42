import { DIVISION, definitionOf } from '../../../metrics/catalogue/index.ts';
import { by, ENGINE, type Scope } from '../level.ts';
import { equals, mean, rate } from '../promql.ts';
import { recordName } from '../record-name.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';
import { inSystem } from './in-system.ts';

/** What comes in and what goes out; mirrors analysis/traffic. */
export function traffic(scope: Scope): RecordingRule[] {
  const [source = ''] = definitionOf('promptTokensBySource').labels;
  const computed = equals(source, DIVISION.computed);
  const finished = recordName(scope, 'completionsPerSecond', 'rate');
  return [
    recorded(
      scope,
      ['firstTokensPerSecond', 'rate'],
      rate(scope, 'ttftSeconds', { part: 'count' }),
      'Requests that got their first token: how fast the queue is admitted.',
    ),
    recorded(
      scope,
      ['completionsPerSecond', 'rate'],
      rate(scope, 'requestsFinished'),
      'Whatever the reason; "length" is how most requests end and no error.',
    ),
    recorded(
      scope,
      ['requestsInSystem', 'delta'],
      change(scope),
      'Running and waiting now, less those when the window began.',
    ),
    recorded(
      scope,
      ['arrivalsPerSecond', 'rate'],
      `clamp_min(${finished} + ${recordName(scope, 'requestsInSystem', 'delta')} / ${scope.window.seconds}, 0)`,
      'vLLM counts no arrivals: (Δfinished + Δ(running + waiting)) / T. A lower bound, since aborts leave unseen.',
    ),
    recorded(
      scope,
      ['promptTokensPerSecond', 'rate'],
      rate(scope, 'promptTokens'),
      'Whole prompts, cached parts included, so no measure of prefill work;',
    ),
    recorded(
      scope,
      ['computedPromptTokensPerSecond', 'rate'],
      rate(scope, 'promptTokensBySource', { matchers: [computed] }),
      'this is: what no cache held.',
    ),
    recorded(scope, ['generationTokensPerSecond', 'rate'], rate(scope, 'generationTokens')),
    recorded(
      scope,
      ['promptTokensPerRequest', 'mean'],
      mean(scope, 'promptTokensPerRequest'),
      'Lengths of finished requests, Σ/n.',
    ),
    recorded(scope, ['generationTokensPerRequest', 'mean'], mean(scope, 'generationTokensPerRequest')),
  ];
}

/** Where the gauges have no sample when the window begins, the engine had not made its first step: nothing was in it. */
function change(scope: Scope): string {
  const now = inSystem(scope, 'now');
  return scope.level === ENGINE
    ? `${now}\n  - (\n    ${inSystem(scope, 'at-start')}\n  )\nor\n${now}`
    : `sum ${by(scope.level)} (${recordName({ ...scope, level: ENGINE }, 'requestsInSystem', 'delta')})`;
}
