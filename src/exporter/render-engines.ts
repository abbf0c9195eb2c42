import { setImmediate as turn } from 'node:timers/promises';
import { Counter, Gauge, Registry } from 'prom-client';
import type { MeasureId } from '../analysis/index.ts';
import type { EngineReport } from '../report/index.ts';
import type { AnnotationCounts } from './annotation-counts.ts';
import { labellingOf, type Labelling } from './engine-labels.ts';
import { GAUGES, type GaugeInfo } from './gauges.ts';
import { BOUND_BY, fillBoundBy, fillFindings, FINDING, type Labelled } from './verdict-gauges.ts';

/**
 * The engines of a report in the Prometheus text format: a gauge per measure, what binds each, its findings, and a counter of
 * annotations.
 *
 * - What is unknown has no series, and so has what was known a report ago: nothing is kept from one call to the next.
 * - The estimate has no `bound` label; `bound="low"` and `bound="high"` stand beside it where the truth is bracketed.
 * - After each family the event loop turns, so that requests do not wait for a large fleet to be rendered.
 */
export async function renderEngines(engines: readonly EngineReport[], counts: AnnotationCounts): Promise<string> {
  const labelling = labellingOf(engines);
  const labelled = engines.map((engine) => ({ engine, labels: labelling.of(engine) }));
  const register = new Registry();
  const families: string[] = [];
  const render = async (name: string) => {
    families.push(await register.getSingleMetricAsString(name));
    register.removeSingleMetric(name);
    await turn();
  };
  for (const [id, info] of GAUGES) {
    if (!engines.some(({ measures }) => measures[id]?.known)) continue;
    fillGauge(id, createGauge(info, labelling, register), labelled);
    await render(info.name);
  }
  if (engines.some(({ verdict }) => verdict)) {
    fillBoundBy(labelled, labelling, register);
    await render(BOUND_BY);
    fillFindings(labelled, labelling, register);
    await render(FINDING);
  }
  if (engines.some((engine) => counts.of(engine).size > 0)) {
    const counter = createCounter(labelling, register);
    for (const { engine, labels } of labelled)
      for (const [id, count] of counts.of(engine)) counter.inc({ ...labels, id }, count);
    await render(ANNOTATIONS_TOTAL);
  }
  return families.map((family) => `${family}\n`).join('');
}

const ANNOTATIONS_TOTAL = 'ridgeline_annotations_total';

function fillGauge(id: MeasureId, gauge: Gauge, labelled: readonly Labelled[]): void {
  for (const { engine, labels } of labelled) {
    const measured = engine.measures[id];
    if (!measured?.known) continue;
    gauge.set(labels, measured.value);
    if (measured.low !== undefined) gauge.set({ ...labels, bound: 'low' }, measured.low);
    if (measured.high !== undefined) gauge.set({ ...labels, bound: 'high' }, measured.high);
  }
}

const createGauge = ({ name, help }: GaugeInfo, { names }: Labelling, register: Registry): Gauge =>
  new Gauge({ name, help, labelNames: [...names, 'bound'], registers: [register] });

const createCounter = ({ names }: Labelling, register: Registry): Counter =>
  new Counter({
    name: ANNOTATIONS_TOTAL,
    help: 'Reports in which the engine or one of its measures carried the annotation',
    labelNames: [...names, 'id'],
    registers: [register],
  });
