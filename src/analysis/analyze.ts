import { distinctAnnotations, type Annotation } from '../quantities/index.ts';
import { dataQuality, type EngineIdentity, type Quality, type Window } from '../metrics/window/index.ts';
import { CACHE_CONFIG, type VersionRange } from '../metrics/catalogue/index.ts';
import type { EngineSettings } from '../settings/index.ts';
import { lawsOf } from './laws.ts';
import type { Measures } from './measures.ts';
import type { RooflineDetail } from './roofline/roofline.ts';
import { condition } from './traffic/condition.ts';

/** What one engine did in one window: every measure, and what was odd about the data or the engine as a whole. */
export interface Analysis {
  readonly engine: EngineIdentity;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly seconds: number;
  readonly samples: number;
  readonly version: VersionRange | null;
  readonly settings: EngineSettings;
  /** How the engine says that its cache is configured, by label; undefined where it does not say. */
  readonly cacheConfig: Readonly<Record<string, string>> | undefined;
  readonly quality: Quality;
  /** For how long up to its end no counter moved that shows progress. */
  readonly stillSeconds: number;
  readonly measures: Measures;
  /** What the measures of the roofline stand on; undefined where hardware or model are not declared, or nothing ran. */
  readonly roofline: RooflineDetail | undefined;
  /** Metrics of the engine that the catalogue does not know. */
  readonly unrecognised: readonly string[];
  readonly annotations: readonly Annotation[];
}

/** Of the labels, those that have a meaning here; every version and wrapper adds others. */
function cacheConfigOf({ info }: Window): Analysis['cacheConfig'] {
  const labels = info.get('cacheConfig');
  if (!labels) return undefined;
  const wanted = Object.values(CACHE_CONFIG).map((name) => [name, labels[name] ?? ''] as const);
  return Object.fromEntries(wanted.filter(([, value]) => value !== ''));
}

/** Meaning to measures, by all laws; `laws`: of the same window and settings, with what was worked out of them before. Pure; the same window and settings give the same analysis. */
export function analyze(window: Window, settings: EngineSettings, laws = lawsOf(window, settings)): Analysis {
  const measures: Measures = {
    ...laws.counted(),
    ...laws.occupied(),
    ...laws.timed(),
    ...laws.ranked(),
    ...laws.residual(),
    ...laws.preempted(),
    ...laws.forecast(),
    ...laws.capped(),
    ...laws.attained(),
    ...laws.good(),
    ...laws.cached(),
    ...laws.prefixed(),
    ...laws.speculated(),
    ...laws.stepped(),
    ...laws.roofed(),
    ...laws.explained(),
  };
  const { engine, startAtSeconds, endAtSeconds, seconds, samples, stillSeconds, version, unrecognised } = window;
  const annotations = distinctAnnotations([...condition(window), ...dataQuality(window)]);
  return {
    engine,
    startAtSeconds,
    endAtSeconds,
    seconds,
    samples,
    version,
    settings,
    cacheConfig: cacheConfigOf(window),
    quality: window.quality,
    stillSeconds,
    measures,
    roofline: laws.underRoof().detail,
    unrecognised,
    annotations,
  };
}
