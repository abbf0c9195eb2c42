import type { MeasureId } from '../../../analysis/index.ts';
import { formatInterval, formatQuantity } from '../../../quantities/index.ts';
import { why } from '../../what-is-unknown.ts';
import { lookAt } from '../../text/look.ts';
import { html, type Html } from '../html.ts';
import type { EngineReport } from '../../schema.ts';

const FIGURES = [
  ['new request waits', 'waitForecastSeconds'],
  ['goodput', 'goodputRatio'],
  ['TTFT, mean', 'ttftSeconds'],
  ['TPOT, mean', 'tpotSeconds'],
  ['finished', 'completionsPerSecond'],
  ['output', 'generationTokensPerSecond'],
] as const satisfies readonly (readonly [string, MeasureId])[];

/** The few numbers that everybody asks for, with their bounds: of an engine, or of all together, which have no wait in common. */
export function keyFigures(of: Pick<EngineReport, 'measures'>): Html {
  const look = lookAt(of);
  return html`<dl class="figures">
    ${FIGURES.filter(([, id]) => id in of.measures).map(([name, id]) => {
      const measured = look.measure(id);
      const [shown, small] = measured.known
        ? [formatQuantity(measured.value, measured.unit), formatInterval(measured)]
        : ['unknown', why(measured)];
      return html`<div><dt>${name}</dt><dd><b${measured.known ? undefined : html` class="unknown"`}>${shown}</b>${small === undefined ? undefined : html` <small>${small}</small>`}</dd></div>
`;
    })}
  </dl> `;
}
