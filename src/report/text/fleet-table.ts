import type { AnnotationId } from '../../quantities/index.ts';
import type { EngineReport } from '../schema.ts';
import { limitsOf } from '../limits.ts';
import { columns } from './columns.ts';
import { lookAt } from './look.ts';
import type { Paint } from './paint.ts';
import { engineName } from './title.ts';

/** One row per engine, in the order of the report: worst first. */
export function fleetTable(engines: readonly EngineReport[], paint: Paint): string[] {
  const header = ['ENGINE', 'STATE', 'NEW WAIT', 'RUNNING', 'WAITING', 'KV', 'IN', 'OUT', 'TTFT', 'TPOT', 'GOODPUT'];
  const rows = engines.map((engine) => {
    const look = lookAt(engine);
    return [
      engineName(engine).join(' · '),
      stateOf(engine, paint),
      look.short('waitForecastSeconds'),
      look.short('requestsRunning'),
      look.short('requestsWaiting'),
      look.short('kvCacheUsageRatio'),
      look.short('arrivalsPerSecond'),
      look.short('generationTokensPerSecond'),
      look.short('ttftSeconds'),
      look.short('tpotSeconds'),
      look.interval('goodputRatio'),
    ];
  });
  const [head = '', ...body] = columns([header, ...rows]);
  return [paint.heading(head), ...body];
}

/** One word for engines that make no progress, whatever their last gauges show; otherwise the limits that are used up. */
function stateOf(engine: EngineReport, paint: Paint): string {
  const condition = engine.annotations.find(({ id }) => id in CONDITIONS);
  if (condition) return condition.id === 'engine-idle' ? 'idle' : paint.alarm(CONDITIONS[condition.id] ?? condition.id);
  const full = limitsOf(engine).flatMap((limit) => (limit.full ? [limit.name] : []));
  return full.length === 0 ? '—' : paint.accent(`${full.join(', ')} full`);
}

const CONDITIONS: Partial<Readonly<Record<AnnotationId, string>>> = {
  'engine-hung': 'hung',
  'engine-stalled': 'stalled',
  'engine-asleep': 'asleep',
  'engine-idle': 'idle',
};
