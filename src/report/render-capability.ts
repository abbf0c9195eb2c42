import { formatQuantity, type Unit } from '../quantities/index.ts';
import { renderRooflineText } from '../roofline/drawing/index.ts';
import { mainFormat, type Capability, type Estimate, type ResolvedDeployment } from '../roofline/index.ts';
import { capabilityScene } from './capability-scene.ts';
import { columns } from './text/columns.ts';
import { PLAIN, type Paint } from './text/paint.ts';

export interface CapabilityTextOptions {
  readonly contextTokens: number;
  readonly columns: number;
  readonly paint?: Paint;
}

const PICTURE_ROWS = 22;

/** What a deployment could do, as text: the picture, its limits, the sweep and the predicted loads. */
export function renderCapability(
  result: Capability,
  resolved: ResolvedDeployment,
  { contextTokens, columns: width, paint = PLAIN }: CapabilityTextOptions,
): string[] {
  const picture = renderRooflineText(capabilityScene(result, resolved, contextTokens), {
    columns: width,
    rows: PICTURE_ROWS,
    paint,
  });
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint.heading(title), ...lines];
  return [
    ...picture,
    ...section('MODEL', modelLines(result, resolved)),
    ...misfit(result, resolved).map((line) => paint.alarm(line)),
    ...section(`LIMITS at a context of ${contextTokens} tokens`, limitLines(result, resolved)),
    ...section('DECODE STEPS', sweepLines(result)),
    ...section('CLOSED LOOP', servingLines(result)),
    '',
    ...(resolved.isCalibrated
      ? ['Predicted with the calibration of the settings.']
      : [
          `Predicted with constants of other engines, to be off by ${percent(resolved.calibration.errorRatio)} either way;`,
          '`ridgeline calibrate` measures yours from a recording or a Prometheus.',
        ]
    ).map((line) => paint.faint(line)),
  ];
}

/** Weights that leave no room for a KV cache. */
function misfit({ limits, model }: Capability, { deployment }: ResolvedDeployment): string[] {
  if (limits.kvCacheCapacityTokens.high > 0) return [];
  const { tensor, pipeline } = deployment.parallelism;
  const { memoryBytes, id } = deployment.accelerator;
  return [
    '',
    `It does not fit: ${quantity(model.weightBytes, 'bytes')} of weights on ${tensor * pipeline} × ${id} of ${quantity(memoryBytes, 'bytes')}. More GPUs (--tp) or narrower --weights.`,
  ];
}

function modelLines({ model }: Capability, { deployment: { model: read, kvCache } }: ResolvedDeployment): string[] {
  const { parameters, activeParameters, weightBytes, kvBytesPerToken } = model;
  const billions = (count: number): string => `${(count / 1e9).toPrecision(4)} billion`;
  return columns([
    [
      'parameters',
      `${billions(parameters)}${activeParameters === parameters ? '' : `, ${billions(activeParameters)} of them for a token`}`,
    ],
    ['weights', `${quantity(weightBytes, 'bytes')} (${mainFormat(read).name})`],
    ['KV cache', `${quantity(kvBytesPerToken, 'bytes')} for a token (${kvCache.name})`],
  ]);
}

function limitLines({ limits }: Capability, { tokenBudget }: ResolvedDeployment): string[] {
  const { criticalContextTokens, halfSaturationBatch, objectiveLimitedRequests } = limits;
  return columns([
    [
      'B_sat',
      whole(limits.saturationBatch),
      'tokens in a step from which on weights take longer to multiply than to read',
    ],
    [
      'B½',
      halfSaturationBatch === null ? '—' : whole(halfSaturationBatch),
      'batch with half of the throughput that no batch exceeds',
    ],
    [
      'c*',
      criticalContextTokens === null ? 'none' : whole(criticalContextTokens),
      'context from which on decoding is memory-bound at any batch',
    ],
    ['KV cache', between(limits.kvCacheCapacityTokens), 'tokens that it holds'],
    ['', between(limits.kvLimitedRequests), 'requests of this context that it holds'],
    ...(objectiveLimitedRequests === null
      ? []
      : [['TPOT', whole(objectiveLimitedRequests), 'requests within the objective, while nobody prefills']]),
    [
      'full chunk',
      quantity(limits.fullChunkSeconds, 'seconds'),
      `that ${tokenBudget} prompt tokens add to everybody's step`,
    ],
  ]);
}

const sweepLines = ({ sweep }: Capability): string[] =>
  columns([
    ['batch', 'floor', 'to expect', 'tokens/s', 'kernels', 'overhead', 'all-reduce', 'bound by'],
    ...sweep.map((point) => [
      `${point.batch}`,
      quantity(point.floorSeconds, 'seconds'),
      quantity(point.seconds, 'seconds'),
      quantity(Math.round(point.batch / point.seconds), 'count'),
      quantity(point.kernelSeconds, 'seconds'),
      quantity(point.overheadSeconds, 'seconds'),
      quantity(point.collectiveSeconds, 'seconds'),
      point.bound,
    ]),
  ]);

const servingLines = ({ serving }: Capability): string[] =>
  serving.length === 0
    ? []
    : columns([
        ['clients', 'running', 'TPOT', '', 'TTFT', ''],
        ...serving.map(({ concurrency, runningRequests, tpotSeconds, ttftSeconds }) => [
          `${concurrency}`,
          whole(runningRequests),
          quantity(tpotSeconds.value, 'seconds'),
          span(tpotSeconds, 'seconds'),
          quantity(ttftSeconds.value, 'seconds'),
          span(ttftSeconds, 'seconds'),
        ]),
      ]);

const quantity = formatQuantity;
const percent = (ratio: number): string => formatQuantity(ratio, 'ratio');
const whole = (value: number): string => (Number.isFinite(value) ? formatQuantity(Math.floor(value), 'count') : 'any');
const between = ({ value, low, high }: Estimate): string => `${whole(value)} (${whole(low)}–${whole(high)})`;
const span = ({ low, high }: Estimate, unit: Unit): string => `(${quantity(low, unit)}–${quantity(high, unit)})`;
