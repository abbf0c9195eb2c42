import type { MeasureId } from '../../analysis/index.ts';
import { formatQuantity } from '../../quantities/index.ts';
import type { EngineReport } from '../schema.ts';
import { bar } from './bar.ts';
import { columns } from './columns.ts';
import { lookAt } from './look.ts';
import type { Paint } from './paint.ts';

/** From arrival to the last token. */
export const PHASES = [
  ['queue', 'queueSeconds'],
  ['prefill', 'prefillSeconds'],
  ['decode', 'decodeSeconds'],
  ['front end', 'frontendSeconds'],
] as const satisfies readonly (readonly [string, MeasureId])[];

const BAR_CELLS = 40;

/** The anatomy of a finished request, and the latencies as users feel them. */
export function whereTimeGoes(engine: EngineReport, paint: Paint): string[] {
  const look = lookAt(engine);
  const e2e = look.number('e2eSeconds');
  const latency = (name: string, id: 'ttft' | 'tpot' | 'itl' | 'e2e'): string[] => [
    name,
    look.short(`${id}Seconds`),
    `p50 ${look.interval(`${id}SecondsP50`)}`,
    `p95 ${look.interval(`${id}SecondsP95`)}`,
    `p99 ${look.interval(`${id}SecondsP99`)}`,
  ];
  const largest = Math.max(...PHASES.map(([, id]) => look.number(id) ?? 0));
  const anatomy =
    e2e === undefined
      ? [`no finished request to take apart: ${look.value('e2eSeconds')}`]
      : columns([
          ...PHASES.map(([name, id]) => {
            const seconds = look.number(id);
            if (seconds === undefined) return [name, '', look.value(id)];
            const drawn = bar(seconds / e2e, BAR_CELLS);
            return [
              name,
              seconds === largest ? paint.accent(drawn) : drawn,
              look.short(id),
              formatQuantity(seconds / e2e, 'ratio'),
            ];
          }),
          ['= e2e', '', look.short('e2eSeconds'), ''],
        ]);
  return [
    ...anatomy,
    ...columns([latency('TTFT', 'ttft'), latency('TPOT', 'tpot'), latency('ITL', 'itl'), latency('e2e', 'e2e')]),
  ];
}
