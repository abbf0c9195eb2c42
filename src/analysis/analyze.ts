import { distinctAnnotations, type Annotation } from '../quantities/index.ts';
import { dataQuality, type EngineIdentity, type Window } from '../metrics/window/index.ts';
import type { VersionRange } from '../metrics/catalogue/index.ts';
import type { EngineSettings } from '../settings/index.ts';
import { kvCache } from './cache/kv-cache.ts';
import { prefixCache } from './cache/prefix-cache.ts';
import { speculation } from './cache/speculation.ts';
import { attainment } from './goodput/attainment.ts';
import { goodput } from './goodput/goodput.ts';
import { anatomy } from './latency/anatomy.ts';
import { percentiles } from './latency/percentiles.ts';
import { tokenLatency } from './latency/token-latency.ts';
import type { Measures } from './measures.ts';
import { littleResidual } from './queueing/little-residual.ts';
import { littlesLaw } from './queueing/littles-law.ts';
import { occupancy } from './queueing/occupancy.ts';
import { preemption } from './queueing/preemption.ts';
import { sequenceCap } from './queueing/sequence-cap.ts';
import { waitForecast } from './queueing/wait-forecast.ts';
import { explainedStep, roofline, type RooflineDetail } from './roofline/roofline.ts';
import { steps } from './steps/steps.ts';
import { arrivals } from './traffic/arrivals.ts';
import { completions } from './traffic/completions.ts';
import { condition } from './traffic/condition.ts';
import { tokens } from './traffic/tokens.ts';

/** What one engine did in one window: every measure, and what was odd about the data or the engine as a whole. */
export interface Analysis {
  readonly engine: EngineIdentity;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly seconds: number;
  readonly samples: number;
  readonly version: VersionRange | null;
  readonly settings: EngineSettings;
  readonly measures: Measures;
  /** What the measures of the roofline stand on; undefined where hardware or model are not declared, or nothing ran. */
  readonly roofline: RooflineDetail | undefined;
  /** Metrics of the engine that the catalogue does not know. */
  readonly unrecognised: readonly string[];
  readonly annotations: readonly Annotation[];
}

/** Meaning to measures: the one composition of all laws. Pure; the same window and settings give the same analysis. */
export function analyze(window: Window, settings: EngineSettings): Analysis {
  const counted = { ...arrivals(window), ...completions(window), ...tokens(window) };
  const occupied = { ...occupancy(window), ...littlesLaw(window) };
  const timed = { ...anatomy(window), ...tokenLatency(window), ...percentiles(window) };
  const cached = kvCache(window, occupied);
  const stepped = steps(window);
  const capped = sequenceCap(window, settings);
  const underRoof = roofline(window, settings, { ...counted, ...occupied, ...cached, ...stepped, ...capped });
  const measures: Measures = {
    ...counted,
    ...occupied,
    ...timed,
    ...littleResidual(window, { ...counted, ...occupied, ...timed }),
    ...preemption(window, occupied),
    ...waitForecast(window),
    ...capped,
    ...attainment(window, settings.objective),
    ...goodput(window, settings.objective),
    ...cached,
    ...prefixCache(window),
    ...speculation(window),
    ...stepped,
    ...underRoof.measures,
    stepSeconds: explainedStep(stepped.stepSeconds, underRoof.measures.predictedStepSeconds),
  };
  const { engine, startAtSeconds, endAtSeconds, seconds, samples, version, unrecognised } = window;
  const annotations = distinctAnnotations([...condition(window), ...dataQuality(window)]);
  return {
    engine,
    startAtSeconds,
    endAtSeconds,
    seconds,
    samples,
    version,
    settings,
    measures,
    roofline: underRoof.detail,
    unrecognised,
    annotations,
  };
}
