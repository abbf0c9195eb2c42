import type { MeasureId } from '../../analysis/index.ts';
import { formatQuantity } from '../../quantities/index.ts';
import { engineKey, type EngineReport, type Report } from '../../report/index.ts';
import { sparkline } from './sparkline.ts';

const SHOWN = [
  ['waiting', 'requestsWaiting'],
  ['new wait', 'waitForecastSeconds'],
  ['TTFT', 'ttftSeconds'],
  ['output', 'generationTokensPerSecond'],
] as const satisfies readonly (readonly [string, MeasureId])[];

// As wide as the bars of the report.
const POINTS = 40;

/** The last values of a few measures of each engine, to draw beside the present ones. */
export interface History {
  add(report: Report): void;
  /** A line per measure, for one engine. */
  lines(engine: EngineReport): string[];
}

export function createHistory(): History {
  let engines = new Map<string, (number | undefined)[][]>();
  return {
    add(report) {
      // Engines that are gone are forgotten with the old map.
      engines = new Map(
        report.engines.map((engine) => {
          const series = engines.get(engineKey(engine)) ?? [];
          const longer = SHOWN.map(([, id], i) => {
            const measured = engine.measures[id];
            return [...(series[i] ?? []), measured?.known ? measured.value : undefined].slice(-POINTS);
          });
          return [engineKey(engine), longer];
        }),
      );
    },
    lines(engine) {
      const series = engines.get(engineKey(engine)) ?? [];
      return SHOWN.map(([name, id], i) => {
        const measured = engine.measures[id];
        const now = measured?.known ? formatQuantity(measured.value, measured.unit) : '—';
        return `${name.padEnd(9)} ${sparkline(series[i] ?? []).padEnd(POINTS)}  ${now}`;
      });
    },
  };
}
