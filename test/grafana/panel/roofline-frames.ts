import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { customMeta } from '../../../src/grafana/frames/index.ts';

// 1 PFLOP/s over 1 TB/s: the ridge is at 1000 FLOP/byte.
export const HARDWARE = '1 × Round, bf16';

export interface PointRow {
  readonly time?: number;
  readonly engine?: string;
  readonly hardware?: string;
  readonly phase?: string;
  readonly intensity?: number;
  readonly flopPerSecond?: number;
  readonly roof?: number;
  readonly bound?: string;
  readonly busy?: number;
}

/** At 100 FLOP/byte memory allows 10¹⁴ FLOP/s, of which decode does a fifth. */
export const DECODE: PointRow = {
  phase: 'decode',
  intensity: 100,
  flopPerSecond: 2e13,
  roof: 1e14,
  bound: 'memory',
  busy: 0.7,
};
/** Beyond the ridge, half of the peak. */
export const PREFILL: PointRow = {
  phase: 'prefill',
  intensity: 4000,
  flopPerSecond: 5e14,
  roof: 1e15,
  bound: 'compute',
  busy: 0.3,
};
/** At 200 FLOP/byte, a quarter of 2·10¹⁴. */
export const TOGETHER: PointRow = {
  phase: 'together',
  intensity: 200,
  flopPerSecond: 5e13,
  roof: 2e14,
  bound: 'memory',
  busy: 1,
};

export const PHASES = [PREFILL, DECODE, TOGETHER];

const { string, number, boolean, time } = FieldType;

export const pointsFrame = (rows: readonly PointRow[], links?: readonly string[]): DataFrame =>
  createDataFrame({
    name: 'points',
    refId: 'A',
    meta: customMeta('roofline-points'),
    fields: [
      { name: 'time', type: time, values: rows.map((row) => row.time ?? 1000), config: {} },
      {
        name: 'engine',
        type: string,
        values: rows.map((row) => row.engine ?? 'llama'),
        config: links ? { links: links.map((title) => ({ title, url: `/${title}` })) } : {},
      },
      { name: 'hardware', type: string, values: rows.map((row) => row.hardware ?? HARDWARE), config: {} },
      { name: 'phase', type: string, values: rows.map((row) => row.phase ?? 'decode'), config: {} },
      { name: 'intensityFlopPerByte', type: number, values: rows.map((row) => row.intensity ?? 100), config: {} },
      { name: 'flopPerSecond', type: number, values: rows.map((row) => row.flopPerSecond ?? 2e13), config: {} },
      { name: 'roofFlopPerSecond', type: number, values: rows.map((row) => row.roof ?? null), config: {} },
      { name: 'busyShareRatio', type: number, values: rows.map((row) => row.busy ?? null), config: {} },
      { name: 'bound', type: string, values: rows.map((row) => row.bound ?? ''), config: {} },
    ],
  });

export const roofsFrame = (hardware: readonly string[] = [HARDWARE]): DataFrame => {
  const rows = hardware.flatMap((name) => [
    [name, 'memory', 1e12, null, true],
    [name, 'bf16', null, 1e15, true],
    [name, 'fp8', null, 2e15, false],
  ]);
  return createDataFrame({
    name: 'roofs',
    refId: 'A',
    meta: customMeta('roofline-roofs'),
    fields: (
      [
        ['hardware', string],
        ['roof', string],
        ['bytesPerSecond', number],
        ['flopPerSecond', number],
        ['isUsed', boolean],
      ] as const
    ).map(([name, type], i) => ({ name, type, values: rows.map((row) => row[i]), config: {} })),
  });
};

/** At 400 FLOP/byte memory allows 4·10¹⁴ FLOP/s, twenty times what decode does. */
export const limitsFrame = (engines: readonly string[] = ['llama']): DataFrame => {
  const rows = engines.flatMap((engine) => [
    [engine, 'slots', 256.7, 900, false],
    [engine, 'KV full', 112, 400, true],
  ]);
  return createDataFrame({
    name: 'limits',
    refId: 'A',
    meta: customMeta('roofline-limits'),
    fields: (
      [
        ['engine', string],
        ['limit', string],
        ['requests', number],
        ['intensityFlopPerByte', number],
        ['binds', boolean],
      ] as const
    ).map(([name, type], i) => ({ name, type, values: rows.map((row) => row[i]), config: {} })),
  });
};

export const ROUND: readonly DataFrame[] = [pointsFrame(PHASES), roofsFrame(), limitsFrame()];

export const withoutMeta = (frames: readonly DataFrame[]): DataFrame[] =>
  frames.map(({ name, fields, length }) => ({ ...(name !== undefined && { name }), fields, length }));

/** So many engines, each less efficient than the one before it, with a trail of so many steps. */
export function fleet(engines: number, steps: number): DataFrame[] {
  const names = Array.from({ length: engines }, (_, i) => `gpu-${i}`);
  const rows = Array.from({ length: steps }, (_, step) =>
    names.flatMap((engine, i) =>
      PHASES.map((phase) => ({
        ...phase,
        engine,
        time: 1000 * step,
        flopPerSecond: (phase.flopPerSecond ?? 0) / (1 + i / 10) / (1 + 0.3 * Math.sin(step)),
        intensity: (phase.intensity ?? 0) * (1 + 0.2 * Math.cos(step)),
      })),
    ),
  );
  return [pointsFrame(rows.flat()), roofsFrame(), limitsFrame(names)];
}
