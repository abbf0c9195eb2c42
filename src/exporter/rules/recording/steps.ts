import { ENGINE, type Scope } from '../level.ts';
import { divided, mean, rate } from '../promql.ts';
import { recordName } from '../record-name.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';

/** The engine's steps, as far as vLLM shows them; mirrors analysis/steps. */
export function steps(scope: Scope): RecordingRule[] {
  const observed = rate(scope, 'iterationTokens', { part: 'count' });
  return [
    recorded(
      scope,
      ['stepsPerSecond', 'rate'],
      `${observed} > 0`,
      'Steps that emitted a token: chunks of a prefill are missing, and several API servers each count their share of a step.',
    ),
    recorded(scope, ['tokensPerStep', 'mean'], mean(scope, 'iterationTokens')),
    recorded(
      scope,
      ['decodeRequestsPerStep', 'ratio'],
      divided(rate(scope, 'itlSeconds', { part: 'count' }), observed),
    ),
    recorded(
      scope,
      ['stepSeconds', 'mean'],
      mean(scope, 'itlSeconds'),
      'By the inter-token latency, so full steps weigh more than empty ones.',
    ),
    ...(scope.level === ENGINE
      ? [
          recorded(
            scope,
            ['busyRatio', 'ratio'],
            `clamp_max(${recordName(scope, 'stepsPerSecond', 'rate')} * ${recordName(scope, 'stepSeconds', 'mean')}, 1)`,
            'Rate of steps × their length.',
          ),
        ]
      : []),
  ];
}
