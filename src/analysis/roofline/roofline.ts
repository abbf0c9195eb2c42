import { annotation, known, unknown, type Annotation, type Measured, type Unknown } from '../../quantities/index.ts';
import { CACHE_CONFIG, compareVersions } from '../../metrics/catalogue/index.ts';
import { increaseOf, type Window } from '../../metrics/window/index.ts';
import {
  halfSaturationBatch,
  isUnresolved,
  objectiveLimitedRequests,
  type ResolvedDeployment,
} from '../../roofline/index.ts';
import type { EngineSettings } from '../../settings/index.ts';
import type { Contribution, MeasureId, Measures } from '../measures.ts';
import { batchLimits, type BatchLimit } from './batch-limits.ts';
import { checkCounters, type CounterCheck } from './counter-check.ts';
import { engineDeployment, type EngineDeployment } from './engine-deployment.ts';
import { engineLoad, type EngineLoad } from './engine-load.ts';
import { likelyCulprit } from './likely-culprit.ts';
import { chunksOf, operatingPoint, type OperatingPoint } from './operating-point.ts';

/** The measures of the roofline, in the order of an operator's questions. */
export const ROOFLINE_MEASURES = [
  'flopPerSecond',
  'bytesPerSecond',
  'intensityFlopPerByte',
  'mfuRatio',
  'mbuRatio',
  'busyMfuRatio',
  'busyMbuRatio',
  'ridgeFlopPerByte',
  'roofFlopPerSecond',
  'rooflineRatio',
  'floorStepSeconds',
  'predictedStepSeconds',
  'stepEfficiencyRatio',
  'saturationBatch',
  'halfSaturationBatch',
  'criticalContextTokens',
  'kvLimitedRequests',
  'objectiveLimitedRequests',
] as const satisfies readonly MeasureId[];

// Source: vllm/v1/metrics/perf.py of 0.28.0 has no windows, that of 0.30.0 has.
const HEEDS_WINDOWS_SINCE = '0.30.0';

type RooflineId = (typeof ROOFLINE_MEASURES)[number];

/** What the measures stand on: enough to draw the roofline and to check it. */
export interface RooflineDetail {
  readonly resolved: EngineDeployment;
  readonly load: EngineLoad;
  readonly point: OperatingPoint;
  readonly counterCheck: CounterCheck | undefined;
  /** Utilisation above 1: what is probably declared wrongly. */
  readonly culprit: string | undefined;
  readonly limits: readonly BatchLimit[];
}

export interface Roofline {
  readonly measures: Contribution<RooflineId>;
  readonly detail: RooflineDetail | undefined;
}

/**
 * The operating point under the roofline of what is declared; see operating-point.ts. All per GPU. `mfuRatio` and `mbuRatio`
 * count idle time in, `busy…` and `rooflineRatio` do not.
 */
export function roofline(
  window: Window,
  settings: EngineSettings,
  measures: Parameters<typeof engineLoad>[1] & Pick<Measures, 'kvCacheCapacityTokens' | 'sequenceCap'>,
): Roofline {
  if (!settings.deployment?.hardware) return WITHOUT_HARDWARE;
  const resolved = engineDeployment(settings.deployment, {
    model: window.engine.model,
    kvCache: window.info.get('cacheConfig')?.[CACHE_CONFIG.format],
  });
  if (isUnresolved(resolved)) return allUnknown(unknown('not-declared', resolved.problems));
  const load = engineLoad(window, measures);
  if ('known' in load) return allUnknown(load);
  const { deployment, calibration, tokenBudget } = resolved;
  const point = operatingPoint(load, deployment, calibration, tokenBudget);
  const counterCheck = checked(window, load, resolved, point);
  const found = { resolved, load, point, counterCheck, culprit: likelyCulprit(load, resolved, point) };
  const contribution = measuresOf(found, settings, measures.kvCacheCapacityTokens);
  return {
    measures: contribution,
    detail: { ...found, limits: batchLimits(found, measures.sequenceCap, contribution) },
  };
}

function measuresOf(
  { resolved, load, point, counterCheck, culprit }: Omit<RooflineDetail, 'limits'>,
  { objective }: EngineSettings,
  capacity: Measured,
): Contribution<RooflineId> {
  const { deployment, calibration, isCalibrated } = resolved;
  const { wallClock, phases, decodeStep } = point;
  const busy = phases.find(({ kind }) => kind === 'together') ?? wallClock;
  const annotations: Annotation[] = [
    ...(culprit === undefined ? [] : [annotation('above-the-roof', culprit)]),
    ...[counterCheck?.flop.suspicion, counterCheck?.bytes?.suspicion].flatMap((suspicion) =>
      suspicion === undefined ? [] : [annotation('perf-counters-disagree', suspicion)],
    ),
  ];
  const contextTokens = load.decode.contextTokens;
  const predicted = [...(isCalibrated ? [] : [annotation('uncalibrated')]), ...annotations];
  const ofDecode = (measured: () => Measured): Measured =>
    decodeStep ? measured() : unknown('no-traffic', ['a request that decodes']);
  return {
    flopPerSecond: known(wallClock.flopPerSecond, 'flopPerSecond', { annotations }),
    bytesPerSecond: known(wallClock.bytesPerSecond, 'bytesPerSecond', { annotations }),
    intensityFlopPerByte: known(wallClock.intensityFlopPerByte, 'flopPerByte', { annotations }),
    mfuRatio: known(wallClock.mfuRatio, 'ratio', { annotations }),
    mbuRatio: known(wallClock.mbuRatio, 'ratio', { annotations }),
    busyMfuRatio: known(busy.mfuRatio, 'ratio', { annotations }),
    busyMbuRatio: known(busy.mbuRatio, 'ratio', { annotations }),
    ridgeFlopPerByte: known(resolved.ridgeFlopPerByte, 'flopPerByte'),
    roofFlopPerSecond: known(busy.roofFlopPerSecond, 'flopPerSecond'),
    rooflineRatio: known(busy.flopPerSecond / busy.roofFlopPerSecond, 'ratio', { annotations }),
    floorStepSeconds: ofDecode(() => known(decodeStep?.floorSeconds ?? Number.NaN, 'seconds', { annotations })),
    predictedStepSeconds: ofDecode(() => predictedStep(decodeStep, calibration.errorRatio, predicted)),
    stepEfficiencyRatio: ofDecode(() =>
      known((decodeStep?.floorSeconds ?? Number.NaN) / (load.stepSeconds ?? Number.NaN), 'ratio', { annotations }),
    ),
    saturationBatch: known(resolved.saturationBatch, 'requests'),
    halfSaturationBatch: finite(halfSaturationBatch(deployment, contextTokens), 'a KV cache to read'),
    criticalContextTokens:
      resolved.criticalContextTokens === null
        ? unknown('not-observable', ['a context at which a large batch is memory-bound: this model has none'])
        : known(resolved.criticalContextTokens, 'tokens'),
    kvLimitedRequests: capacity.known
      ? known(capacity.value / contextTokens, 'requests', { annotations: capacity.annotations })
      : capacity,
    objectiveLimitedRequests:
      objective?.tpotSeconds === undefined
        ? unknown('not-declared', ['objectives[].tpotSeconds'])
        : finite(
            objectiveLimitedRequests(
              objective.tpotSeconds,
              contextTokens,
              deployment,
              calibration,
              decodeStep?.interferenceSeconds,
            ),
            'a batch that is too large for the objective',
          ),
  };
}

/** vLLM's own counters, where --enable-mfu-metrics lets them move. */
function checked(
  window: Window,
  load: EngineLoad,
  { deployment, tokenBudget }: ResolvedDeployment,
  { wallClock }: OperatingPoint,
): CounterCheck | undefined {
  const perSecond = (meaning: 'flopPerGpu' | 'readBytesPerGpu' | 'writeBytesPerGpu'): number =>
    (increaseOf(window, meaning) ?? Number.NaN) / window.seconds;
  const flopPerSecond = perSecond('flopPerGpu');
  // Absent is NaN and off is 0; both say nothing.
  if (!(flopPerSecond > 0)) return undefined;
  const bytesPerSecond = perSecond('readBytesPerGpu') + perSecond('writeBytesPerGpu');
  const until = window.version?.until;
  const heedsWindows = until === null || until === undefined || compareVersions(until, HEEDS_WINDOWS_SINCE) >= 0;
  return checkCounters(
    { flopPerSecond, bytesPerSecond: bytesPerSecond > 0 ? bytesPerSecond : undefined },
    wallClock.bytesPerSecond,
    { load, chunks: chunksOf(load, tokenBudget), heedsWindows },
    deployment,
  );
}

const finite = (value: number, what: string): Measured =>
  Number.isFinite(value) ? known(value, 'requests') : unknown('not-observable', [what]);

/** Its parts are what the step is made of; what the measured step has beyond them is unexplained. */
function predictedStep(
  step: OperatingPoint['decodeStep'],
  errorRatio: number,
  annotations: readonly Annotation[],
): Measured {
  if (!step) return unknown('no-traffic');
  const seconds = step.seconds + step.interferenceSeconds;
  return known(seconds, 'seconds', {
    low: seconds / (1 + errorRatio),
    high: seconds * (1 + errorRatio),
    parts: {
      floor: step.floorSeconds,
      kernels: step.kernelSeconds,
      overhead: step.overheadSeconds,
      collectives: step.collectiveSeconds,
      interference: step.interferenceSeconds,
    },
    annotations,
  });
}

/** The measured step as the addends of the predicted one, and what they leave over or exceed it by. */
export function explainedStep(measured: Measured, predicted: Measured): Measured {
  if (!measured.known || !predicted.known) return measured;
  return { ...measured, parts: { ...predicted.parts, unexplained: measured.value - predicted.value } };
}

function allUnknown(why: Unknown): Roofline {
  const measures = Object.fromEntries(ROOFLINE_MEASURES.map((id) => [id, why])) as Record<RooflineId, Measured>;
  return { measures, detail: undefined };
}

/** Then the model does not matter, and a fleet need not be looked up in the catalogue. */
const WITHOUT_HARDWARE = allUnknown(unknown('not-declared', ['deployments[].hardware.gpu in ridgeline.yaml']));
