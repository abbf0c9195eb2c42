import type { MeasureId } from '../../analysis/index.ts';
import type { Scope } from './level.ts';

/**
 * How a rule comes to its number: Δ/T (`rate`), Σ/n (`mean`), Δ/Δ (`ratio`), the time average (`avg`) and the largest sample
 * (`max`) of a gauge and its change (`delta`), percentiles, and the bounds of what buckets only bracket.
 */
export type Operation =
  'rate' | 'mean' | 'ratio' | 'avg' | 'max' | 'delta' | 'p50_' | 'p90_' | 'p95_' | 'p99_' | 'low' | 'high';

/**
 * The name of a measure as a recording rule, `level:metric:operation`: `queueSeconds` is `engine:vllm_queue_seconds:mean5m`
 * and `ttftSecondsP95` is `engine:vllm_ttft_seconds:p95_5m`. What the operation says already is not said twice.
 */
export const recordName = ({ level, window }: Scope, id: MeasureId | Step, operation: Operation): string =>
  `${level.name}:vllm_${snakeCase(id.replace(/(Max|P\d\d)$/, ''))}:${operation}${window.text}`;

/** A step on the way to a measure that would be unreadable in one expression. */
export type Step =
  | 'startedBeforePerSecond'
  | 'unfinishedPerSecond'
  | 'ttftObjectiveMetPerSecond'
  | 'tpotObjectiveMetPerSecond'
  | 'e2eObjectiveMetPerSecond';

const snakeCase = (id: string): string => id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
