import { formatMeasured, formatQuantity, type Unit } from '../../quantities/index.ts';
import type { EngineReport } from '../schema.ts';
import { lookAt } from './look.ts';
import type { Paint } from './paint.ts';

/** Of a step: what stepSeconds is made of. */
export const STEP_PARTS: readonly (readonly [part: string, name: string])[] = [
  ['floor', 'floor'],
  ['kernels', 'kernels'],
  ['overhead', 'launch overhead'],
  ['collectives', 'all-reduce'],
  ['interference', 'prefill interference'],
  ['unexplained', 'unexplained'],
];

const ALWAYS_SHOWN = new Set(['floor', 'unexplained']);

/** The operating point under the roofline, or what it needs: hardware, a model that we know, something that runs. */
export function howClose(engine: EngineReport, paint: Paint): string[] {
  const { roofline } = engine;
  const look = lookAt(engine);
  if (!roofline) return [look.value('rooflineRatio')];
  return [
    ...(roofline.problem === undefined ? [] : [paint.alarm(`! ${roofline.problem}`)]),
    ...stepLine(engine),
    ...roofline.points
      .filter(({ kind }) => kind !== 'together')
      .map(
        ({ kind, bound, flopPerSecond, roofFlopPerSecond, intensityFlopPerByte, busyShareRatio }) =>
          `${kind.padEnd(8)} ${bound}-bound, ${ratio(flopPerSecond / roofFlopPerSecond)} of its roof: ${formatQuantity(flopPerSecond, 'flopPerSecond')} at ${formatQuantity(intensityFlopPerByte, 'flopPerByte')}, ${ratio(busyShareRatio)} of the busy time`,
      ),
    `MFU ${look.value('mfuRatio')}, MBU ${look.value('mbuRatio')} of the wall clock · ${look.value('busyMfuRatio')}, ${look.value('busyMbuRatio')} while busy`,
    `limits   ${roofline.limits.map((limit) => `${limit.id} at batch ${Math.floor(limit.requests)}${limit.binds ? ' ◀ first' : ''}`).join(' · ')}`,
    ...counterLines(roofline),
  ];
}

function stepLine(engine: EngineReport): string[] {
  const step = engine.measures['stepSeconds'];
  const predicted = engine.measures['predictedStepSeconds'];
  if (!step?.known || !step.parts || !predicted?.known) return [];
  const { parts } = step;
  const addends = STEP_PARTS.flatMap(([part, name]) => {
    const seconds = parts[part] ?? 0;
    return Math.abs(seconds) < step.value / 200 && !ALWAYS_SHOWN.has(part)
      ? []
      : [`${name} ${formatQuantity(seconds, 'seconds')}`];
  });
  return [
    `step ${formatMeasured(step)} = ${addends.join(' + ').replace(/\+ unexplained -(.*)$/, '− $1 more than measured')}`,
  ];
}

function counterLines({ counterCheck }: NonNullable<EngineReport['roofline']>): string[] {
  if (!counterCheck) return [];
  const said = (
    { countedPerSecond, ownPerSecond, unexplainedRatio, differences }: typeof counterCheck.flop,
    unit: Unit,
  ): string => {
    const why = differences.map(({ reason, shareRatio }) => `${reason} (${signed(shareRatio)})`);
    return `vLLM itself counts ${formatQuantity(countedPerSecond, unit)}, we ${formatQuantity(ownPerSecond, unit)}: ${[...why, `${signed(unexplainedRatio)} unexplained`].join(', ')}`;
  };
  const { flop, bytes } = counterCheck;
  return [said(flop, 'flopPerSecond'), ...(bytes ? [said(bytes, 'bytesPerSecond')] : [])];
}

const ratio = (value: number): string => formatQuantity(value, 'ratio');
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${ratio(Math.abs(value))}`;
