import type { MeasureId } from '../../analysis/index.ts';
import { formatInterval, formatQuantity } from '../../quantities/index.ts';
import { boundBy, engineName, limitsOf, type EngineReport } from '../../report/index.ts';

/** One engine at one instant in one line, for logs and pipes. */
export function intervalLine(engine: EngineReport): string {
  const show = (id: MeasureId): string => {
    const measured = engine.measures[id];
    return measured?.known ? formatQuantity(measured.value, measured.unit) : '—';
  };
  const wait = engine.measures['waitForecastSeconds'];
  const between = wait?.known && wait.value > 0 ? formatInterval(wait) : undefined;
  return [
    new Date(engine.window.endAtSeconds * 1000).toISOString().slice(11, 19),
    engineName(engine).join(' · '),
    `running ${show('requestsRunning')}`,
    `waiting ${show('requestsWaiting')}`,
    `new wait ${show('waitForecastSeconds')}${between ? ` (${between})` : ''}`,
    `in ${show('arrivalsPerSecond')}`,
    `out ${show('generationTokensPerSecond')}`,
    `TTFT ${show('ttftSeconds')}`,
    `TPOT ${show('tpotSeconds')}`,
    `KV ${show('kvCacheUsageRatio')}`,
    ...whatBinds(engine),
  ].join('  ');
}

/** The verdict, or in a word that it makes no progress; of an engine that nobody diagnosed, what is full. */
function whatBinds(engine: EngineReport): string[] {
  if (engine.verdict) {
    const word = boundBy(engine);
    return [word.startsWith(engine.verdict.boundBy) ? `bound by ${word}` : word];
  }
  const full = limitsOf(engine).flatMap((limit) => (limit.full ? [limit.name] : []));
  return full.length > 0 ? [`full: ${full.join(', ')}`] : [];
}
