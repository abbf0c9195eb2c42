import { DIVISION, definitionOf, type Meaning, type SamplePart } from '../../metrics/catalogue/index.ts';
import { by, type Scope } from './level.ts';
import { equals, gauge, series } from './promql.ts';

/** What moves when an engine works. */
const COUNTED: readonly (readonly [Meaning, SamplePart])[] = [
  ['promptTokens', 'value'],
  ['requestsFinished', 'value'],
  ['iterationTokens', 'count'],
];

/**
 * No counter moved over the window, and the engine does not sleep; mirrors the condition in analysis/traffic. Output tokens
 * have to be there and stand still, so that an engine without metrics is not taken for one that hangs.
 *
 * Where requests run, the KV cache may not move either: the chunked prefill of one very long prompt emits nothing for a
 * while, but takes blocks at every step.
 */
export function stillness(scope: Scope, { evenKvCache = false } = {}): string {
  const { level, window } = scope;
  const moved = (meaning: Meaning, part: SamplePart, overTime = 'increase'): string =>
    `sum ${by(level)} (${series({ meaning, part, open: `${overTime}(`, close: `[${window.text}])` })})`;
  const [state = ''] = definitionOf('engineSleepState').labels;
  const signs = [
    ...COUNTED.map(([meaning, part]) => `${moved(meaning, part)} > 0`),
    ...(evenKvCache ? [`${moved('kvCacheUsageRatio', 'value', 'changes')} > 0`] : []),
    `${gauge(scope, 'engineSleepState', undefined, [equals(state, DIVISION.awake)])} == 0`,
  ];
  return `and\n${moved('generationTokens', 'value')} == 0\nunless (\n  ${signs.join('\n  or\n  ')}\n)`;
}
