import type { Settings } from '../../settings/index.ts';
import { ENGINE, MODEL, type Scope } from './level.ts';
import { promises, type Promised } from './promises.ts';
import { cache } from './recording/cache.ts';
import { goodput } from './recording/goodput.ts';
import { latency } from './recording/latency.ts';
import { percentiles } from './recording/percentiles.ts';
import { queueing } from './recording/queueing.ts';
import { steps } from './recording/steps.ts';
import { traffic } from './recording/traffic.ts';
import type { RecordingRule, RuleGroup } from './rule.ts';
import type { Span } from './span.ts';

type Table = (scope: Scope, promised: readonly Promised[]) => RecordingRule[];

const TABLES: readonly (readonly [name: string, table: Table, comment: string])[] = [
  ['traffic', traffic, 'What comes in and what goes out.'],
  ['queueing', queueing, 'How many are where, and how long the queue is in time.'],
  ['latency', latency, 'Where the time of a request goes: e2e = queue + prefill + decode + frontend.'],
  [
    'percentiles',
    percentiles,
    'Interpolated inside a bucket: the truth is anywhere in it, which is a factor of 2 or more above 1 s. Below the first edge (0.3 s of e2e and queue) only the bound is true.',
  ],
  ['goodput', goodput, 'Who was served as promised in ridgeline.yaml, as bounds that hold whatever the dependence.'],
  ['cache', cache, 'The KV cache, and what was computed before.'],
  ['steps', steps, 'The steps of the engine, as far as vLLM shows them.'],
];

/** Every measure that PromQL can honestly express, of each engine and of all engines of a model. */
export function recordingGroups(settings: Settings, window: Span): RuleGroup<RecordingRule>[] {
  const promised = promises(settings.objectives);
  return [ENGINE, MODEL].flatMap((level) =>
    TABLES.filter(([name]) => name !== 'goodput' || promised.length > 0).map(([name, table, comment]) => ({
      name: `ridgeline-${level.name}-${name}`,
      comment: level === ENGINE ? comment : `The same over all engines of a model: ${name}.`,
      rules: table({ level, window }, promised),
    })),
  );
}
