import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { engineKey, LIMIT_NAMES, type EngineReport, type StepReport } from '../../report/index.ts';
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
      { name: 'time', type: FieldType.time, values: rows.map((row) => row.atSeconds * 1e3), config: {} },
      { name: 'engine', type: FieldType.string, values: rows.map((row) => row.name), config: {} },
      { name: 'hardware', type: FieldType.string, values: rows.map((row) => row.hardware), config: {} },
      { name: 'phase', type: FieldType.string, values: rows.map((row) => row.kind), config: {} },
      number(
        'intensityFlopPerByte',
        'FLOP/byte',
        rows.map((row) => row.intensityFlopPerByte),
        'suffix:FLOP/B',
      ),
      number(
        'flopPerSecond',
        'FLOP/s per GPU',
        rows.map((row) => row.flopPerSecond),
        'flops',
      ),
      number(
        'roofFlopPerSecond',
        'roof',
        rows.map((row) => row.roofFlopPerSecond),
        'flops',
      ),
      number(
        'roofRatio',
        'of the roof',
        rows.map((row) => row.flopPerSecond / row.roofFlopPerSecond),
        'percentunit',
      ),
      number(
        'busyShareRatio',
        'of the busy time',
        rows.map((row) => row.busyShareRatio),
        'percentunit',
      ),
      { name: 'bound', type: FieldType.string, values: rows.map((row) => row.bound), config: {} },
    ],
  });
}

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
      { name: 'hardware', type: FieldType.string, values: rows.map((row) => row.hardware), config: {} },
      { name: 'roof', type: FieldType.string, values: rows.map((row) => row.roof), config: {} },
      number(
        'bytesPerSecond',
        'memory bandwidth',
        rows.map((row) => row.bytesPerSecond),
        'Bps',
      ),
      number(
        'flopPerSecond',
        'peak',
        rows.map((row) => row.flopPerSecond),
        'flops',
      ),
      { name: 'isUsed', type: FieldType.boolean, values: rows.map((row) => row.isUsed), config: {} },
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
      { name: 'engine', type: FieldType.string, values: rows.map((row) => row.name), config: {} },
      { name: 'limit', type: FieldType.string, values: rows.map(({ id }) => LIMIT_NAMES[id]), config: {} },
      number(
        'requests',
        'batch',
        rows.map((row) => row.requests),
        'short',
      ),
      number(
        'intensityFlopPerByte',
        'FLOP/byte',
        rows.map((row) => row.intensityFlopPerByte),
        'suffix:FLOP/B',
      ),
      { name: 'binds', type: FieldType.boolean, values: rows.map((row) => row.binds), config: {} },
    ],
  });
}

const number = (name: string, displayNameFromDS: string, values: readonly (number | null)[], unit: string) => ({
  name,
  type: FieldType.number,
  values: [...values],
  config: { displayNameFromDS, unit },
});
