import type { Analysis, FleetTotals, MeasureId } from '../analysis/index.ts';
import type { Diagnosis, Episode } from '../diagnosis/index.ts';
import type { Annotation, Measured } from '../quantities/index.ts';
import type { Settings } from '../settings/index.ts';
import type { EngineReport, FleetReport, Report, StepReport } from './schema.ts';
import { plainMeasure } from './plain-measure.ts';
import { episodeReport } from './episode-report.ts';
import { findingReport } from './finding-report.ts';
import { rooflineReport } from './roofline-report.ts';
import { settingsOf, settingsReport } from './settings-report.ts';
import { RIDGELINE_VERSION, SCHEMA_VERSION } from './version.ts';
import { worstFirst } from './worst-first.ts';

/** What a report is made of, besides the analyses. */
export interface ReportFacts {
  readonly source: string;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly samples: number;
  readonly errors: Report['errors'];
  readonly fleet?: FleetTotals | undefined;
  /** Of each analysis, in their order; left out where nobody asks what is wrong. */
  readonly diagnoses?: readonly Diagnosis[] | undefined;
  readonly steps?: readonly StepFacts[] | undefined;
  readonly episodes?: readonly Episode[] | undefined;
  /** What the engines were matched with, where the report is to say so. */
  readonly declared?: Settings | undefined;
}

/** A part of the stretch that the report is about. */
export interface StepFacts {
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly analyses: readonly Analysis[];
}

/** Puts the analyses of all engines into the one result, worst engine first. */
export const assemble = (analyses: readonly Analysis[], facts: ReportFacts): Report => ({
  schemaVersion: SCHEMA_VERSION,
  ridgeline: RIDGELINE_VERSION,
  source: facts.source,
  window: {
    startAtSeconds: facts.startAtSeconds,
    endAtSeconds: facts.endAtSeconds,
    seconds: facts.endAtSeconds - facts.startAtSeconds,
    samples: facts.samples,
  },
  ...(facts.declared && { settings: settingsReport(facts.declared) }),
  engines: worstFirst(analyses).map((analysis) =>
    engineReport(analysis, facts.diagnoses?.[analyses.indexOf(analysis)], facts.declared),
  ),
  ...(facts.fleet && facts.fleet.engines > 1 && { fleet: fleetReport(facts.fleet) }),
  ...(facts.steps && { steps: facts.steps.map(stepReport) }),
  ...(facts.episodes && { episodes: facts.episodes.map(episodeReport) }),
  errors: facts.errors,
});

const fleetReport = ({ engines, measures }: FleetTotals): FleetReport => ({
  engines,
  measures: Object.fromEntries([...measures].map(([id, measured]) => [id, plainMeasure(measured)])),
});

const stepReport = ({ startAtSeconds, endAtSeconds, analyses }: StepFacts): StepReport => ({
  startAtSeconds,
  endAtSeconds,
  engines: analyses.map((analysis) => {
    const { target, engine, model, labels, measures, roofline } = engineReport(analysis);
    return { target, engine, model, labels, measures, ...(roofline && { roofline }) };
  }),
});

const engineReport = (analysis: Analysis, diagnosis?: Diagnosis, declared?: Settings): EngineReport => ({
  target: analysis.engine.target,
  engine: analysis.engine.engine,
  model: analysis.engine.model,
  labels: analysis.engine.labels,
  vllmVersion: analysis.version && { since: analysis.version.since, until: analysis.version.until },
  window: {
    startAtSeconds: analysis.startAtSeconds,
    endAtSeconds: analysis.endAtSeconds,
    seconds: analysis.seconds,
    samples: analysis.samples,
  },
  objective: pick(analysis.settings.objective, ['ttftSeconds', 'tpotSeconds', 'e2eSeconds']),
  declared: pick(analysis.settings.deployment?.engine, ['maxNumSeqs', 'maxNumBatchedTokens']),
  ...(declared && { settings: settingsOf(declared, analysis.settings) }),
  measures: Object.fromEntries(Object.entries(analysis.measures).map(([id, measured]) => [id, plainMeasure(measured)])),
  ...(analysis.roofline && { roofline: rooflineReport(analysis.roofline) }),
  ...(diagnosis && {
    verdict: diagnosis.verdict,
    findings: diagnosis.findings.map((finding) => findingReport(finding, analysis)),
  }),
  unrecognisedMetrics: [...analysis.unrecognised],
  annotations: collectAnnotations(analysis),
});

const pick = <Key extends string>(
  from: Partial<Record<Key, unknown>> | undefined,
  keys: readonly Key[],
): Partial<Record<Key, number>> =>
  Object.fromEntries(keys.flatMap((key) => (typeof from?.[key] === 'number' ? [[key, from[key]]] : []))) as Partial<
    Record<Key, number>
  >;

/** Each annotation once, with the measures it is about. */
function collectAnnotations(analysis: Analysis): EngineReport['annotations'] {
  const collected = new Map<string, Annotation & { measures: MeasureId[] }>();
  const add = (annotation: Annotation, measures: readonly MeasureId[]): void => {
    const key = `${annotation.id}\n${annotation.message}`;
    const entry = collected.get(key);
    if (entry) entry.measures.push(...measures);
    else collected.set(key, { ...annotation, measures: [...measures] });
  };
  for (const annotation of analysis.annotations) add(annotation, []);
  for (const [id, measured] of Object.entries(analysis.measures) as [MeasureId, Measured][]) {
    if (measured.known) for (const annotation of measured.annotations) add(annotation, [id]);
  }
  return [...collected.values()];
}
