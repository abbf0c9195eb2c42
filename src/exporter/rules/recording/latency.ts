import type { MeasureId } from '../../../analysis/index.ts';
import type { Scope } from '../level.ts';
import { divided, mean, rate } from '../promql.ts';
import { recordName } from '../record-name.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';
import { oneTokenOutputs } from './one-token-outputs.ts';

/** Where the time of a request goes; mirrors analysis/latency. */
export function latency(scope: Scope): RecordingRule[] {
  const meanOf = (id: MeasureId): string => recordName(scope, id, 'mean');
  return [
    recorded(
      scope,
      ['queueSeconds', 'mean'],
      mean(scope, 'queueSeconds'),
      'Means of the requests that finished, Σ/n. What a preempted request waits again is in prefill or decode.',
    ),
    recorded(scope, ['prefillSeconds', 'mean'], mean(scope, 'prefillSeconds')),
    recorded(scope, ['decodeSeconds', 'mean'], mean(scope, 'decodeSeconds')),
    recorded(scope, ['e2eSeconds', 'mean'], mean(scope, 'e2eSeconds')),
    recorded(
      scope,
      ['frontendSeconds', 'mean'],
      ['e2eSeconds', 'queueSeconds', 'prefillSeconds', 'decodeSeconds']
        .map((id) => meanOf(id as MeasureId))
        .join('\n  - '),
      'What the other three leave of e2e: tokenizing, the wait for the running step to end, the way back out.',
    ),
    recorded(scope, ['processingSeconds', 'mean'], `${meanOf('prefillSeconds')} + ${meanOf('decodeSeconds')}`),
    recorded(scope, ['queueShareRatio', 'ratio'], divided(meanOf('queueSeconds'), meanOf('e2eSeconds'))),
    recorded(
      scope,
      ['ttftSeconds', 'mean'],
      mean(scope, 'ttftSeconds'),
      'Observed at the first token, requests aborted later included.',
    ),
    recorded(
      scope,
      ['tpotSeconds', 'mean'],
      tpot(scope),
      'Decode time ÷ (tokens − 1) of each request, without the 0 vLLM records for one-token outputs; where those cannot be told, Σdecode ÷ Σ(tokens − 1).',
    ),
    recorded(
      scope,
      ['itlSeconds', 'mean'],
      mean(scope, 'itlSeconds'),
      'One observation per request and step, however many tokens the step gave.',
    ),
  ];
}

function tpot(scope: Scope): string {
  const count = rate(scope, 'tpotSeconds', { part: 'count' });
  const timed = divided(rate(scope, 'tpotSeconds', { part: 'sum' }), `${count}\n    - ${oneTokenOutputs(scope)}`);
  const generated = (part: 'sum' | 'count'): string => rate(scope, 'generationTokensPerRequest', { part });
  const gaps = `${generated('sum')}\n    - ${generated('count')}`;
  return `${timed}\nor\n${divided(rate(scope, 'decodeSeconds', { part: 'sum' }), gaps)}`;
}
