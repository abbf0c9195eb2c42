import { annotation, type Annotation } from '../../quantities/index.ts';
import { inferVersion, isEngineMetric, PROCESS_START, recognise, type VersionRange } from '../catalogue/index.ts';
import type { Layout, Series } from '../exposition/index.ts';
import { enginePlan, type EnginePlan } from './engine-plan.ts';
import { groupByEngine } from './group-by-engine.ts';
import { placeSeries, type Placed } from './place-series.ts';

/** What the series of a page mean and which engine each belongs to. */
export interface PagePlan {
  readonly engines: readonly EnginePlan[];
  /** The sample that says when the process began. */
  readonly processStart: number | undefined;
  readonly version: VersionRange | null;
  /** Metrics of the engine that the catalogue does not know. */
  readonly unrecognised: readonly string[];
  readonly annotations: readonly Annotation[];
}

const plans = new WeakMap<Layout, PagePlan>();

/** Worked out once and remembered for the life of the layout. */
export function planOf(layout: Layout): PagePlan {
  const remembered = plans.get(layout);
  if (remembered) return remembered;
  const plan = makePlan(layout.series);
  plans.set(layout, plan);
  return plan;
}

function makePlan(series: readonly Series[]): PagePlan {
  const placed = placeSeries(series);
  const names = new Set(series.map(({ name }) => name));
  const start = series.findIndex(({ name }) => name === PROCESS_START);
  return {
    engines: [...groupByEngine(placed)].map(([identity, own]) => enginePlan(identity, own)),
    processStart: start < 0 ? undefined : start,
    version: inferVersion(names),
    unrecognised: [...names].filter((name) => isEngineMetric(name) && !recognise(name)),
    annotations: [...processAnnotations(placed), ...labelAnnotations(placed)],
  };
}

function processAnnotations(placed: readonly Placed[]): Annotation[] {
  const processes = new Set(placed.flatMap(({ series }) => series.labels['pid'] ?? []));
  return processes.size > 1 ? [annotation('process-duplicates')] : [];
}

function labelAnnotations(placed: readonly Placed[]): Annotation[] {
  const names = new Set(placed.flatMap(({ series, unexpected }) => (unexpected.length > 0 ? [series.name] : [])));
  if (names.size === 0) return [];
  const examples = [...names].slice(0, 3).join(', ');
  return [
    annotation(
      'labels-added-up',
      `labels new to Ridgeline on ${examples}: counters are added up over them, gauges stay apart`,
    ),
  ];
}
