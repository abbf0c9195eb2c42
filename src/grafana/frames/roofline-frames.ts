import { createDataFrame, type DataFrame } from '@grafana/data';
import { engineKey, LIMIT_NAMES, type EngineReport, type StepReport } from '../../report/index.ts';
import { flagColumn, numberColumn, textColumn, timeColumn } from './columns.ts';
import { engineNames } from './engine-names.ts';
import { customMeta } from './frame-meta.ts';

type RooflineEngine = EngineReport & { readonly roofline: NonNullable<EngineReport['roofline']> };

/**
 * A roofline as three frames, so that a table, a transformation or an export can read it as well as the panel:
 * - `points`: per engine and phase, oldest first; the newest of each is where it is, the others where it was
 * - `roofs`: per hardware, the memory bandwidth and the peak of each number format
 * - `limits`: per engine, the batches at which something ends
 */
export function rooflineFrames(
  engines: readonly EngineReport[],
  steps: readonly StepReport[],
  atSeconds: number,
): DataFrame[] {
  const shown = engines.filter((engine): engine is RooflineEngine => engine.roofline !== undefined);
  return [pointsFrame(shown, steps, atSeconds), roofsFrame(shown), limitsFrame(shown)];
}

const hardwareOf = ({ roofline: { gpus, accelerator, weights } }: RooflineEngine): string =>
  `${gpus} × ${accelerator}, ${weights}`;

function pointsFrame(engines: readonly RooflineEngine[], steps: readonly StepReport[], atSeconds: number): DataFrame {
  const nameOf = engineNames(engines);
  const hardware = new Map(engines.map((engine) => [engineKey(engine), hardwareOf(engine)]));
  const rows = [...steps.map((step) => ({ ...step, atSeconds: step.endAtSeconds })), { engines, atSeconds }].flatMap(
    ({ engines: some, atSeconds: at }) =>
      some
        .filter((engine) => hardware.has(engineKey(engine)))
        .flatMap((engine) =>
          (engine.roofline?.points ?? []).map((point) => ({
            ...point,
            atSeconds: at,
            name: nameOf(engine),
            hardware: hardware.get(engineKey(engine)),
          })),
        ),
  );
  return createDataFrame({
    name: 'points',
    meta: customMeta('roofline-points'),
    fields: [
      timeColumn('time', rows, ({ atSeconds: at }) => at),
      textColumn('engine', rows, ({ name }) => name),
      textColumn('hardware', rows, (row) => row.hardware ?? null),
      textColumn('phase', rows, ({ kind }) => kind),
      numberColumn('intensityFlopPerByte', rows, (row) => row.intensityFlopPerByte, INTENSITY),
      numberColumn('flopPerSecond', rows, (row) => row.flopPerSecond, { unit: 'flops', title: 'FLOP/s per GPU' }),
      numberColumn('roofFlopPerSecond', rows, (row) => row.roofFlopPerSecond, { unit: 'flops', title: 'roof' }),
      numberColumn('roofRatio', rows, ofTheRoof, { unit: 'percentunit', title: 'of the roof' }),
      numberColumn('busyShareRatio', rows, (row) => row.busyShareRatio, {
        unit: 'percentunit',
        title: 'of the busy time',
      }),
      textColumn('bound', rows, ({ bound }) => bound),
    ],
  });
}

const INTENSITY = { unit: 'suffix:FLOP/B', title: 'FLOP/byte' };

const ofTheRoof = (row: { readonly flopPerSecond: number; readonly roofFlopPerSecond: number }): number =>
  row.flopPerSecond / row.roofFlopPerSecond;

function roofsFrame(engines: readonly RooflineEngine[]): DataFrame {
  const byHardware = new Map(engines.map((engine) => [hardwareOf(engine), engine.roofline]));
  const rows = [...byHardware].flatMap(([hardware, { bytesPerSecond, roofs }]) => [
    { hardware, roof: 'memory', bytesPerSecond, flopPerSecond: null, isUsed: true },
    ...roofs.map(({ format, flopPerSecond, isUsed }) => ({
      hardware,
      roof: format,
      bytesPerSecond: null,
      flopPerSecond,
      isUsed,
    })),
  ]);
  return createDataFrame({
    name: 'roofs',
    meta: customMeta('roofline-roofs'),
    fields: [
      textColumn('hardware', rows, ({ hardware }) => hardware),
      textColumn('roof', rows, ({ roof }) => roof),
      numberColumn('bytesPerSecond', rows, (row) => row.bytesPerSecond, { unit: 'Bps', title: 'memory bandwidth' }),
      numberColumn('flopPerSecond', rows, (row) => row.flopPerSecond, { unit: 'flops', title: 'peak' }),
      flagColumn('isUsed', rows, ({ isUsed }) => isUsed),
    ],
  });
}

function limitsFrame(engines: readonly RooflineEngine[]): DataFrame {
  const nameOf = engineNames(engines);
  const rows = engines.flatMap((engine) => engine.roofline.limits.map((limit) => ({ name: nameOf(engine), ...limit })));
  return createDataFrame({
    name: 'limits',
    meta: customMeta('roofline-limits'),
    fields: [
      textColumn('engine', rows, ({ name }) => name),
      textColumn('limit', rows, ({ id }) => LIMIT_NAMES[id]),
      numberColumn('requests', rows, ({ requests }) => requests, { unit: 'short', title: 'batch' }),
      numberColumn('intensityFlopPerByte', rows, (row) => row.intensityFlopPerByte, INTENSITY),
      flagColumn('binds', rows, ({ binds }) => binds),
    ],
  });
}
