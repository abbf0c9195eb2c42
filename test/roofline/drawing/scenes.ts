import type { RooflineScene } from '../../../src/roofline/drawing/index.ts';

export const EMPTY: RooflineScene = {
  title: '',
  roofs: [],
  memory: { label: 'memory', bytesPerSecond: 1e12 },
  points: [],
  trail: [],
  limits: [],
};

const H100 = {
  roofs: [
    { label: 'bf16', flopPerSecond: 989e12, isUsed: true },
    { label: 'fp8', flopPerSecond: 1979e12, isUsed: true },
  ],
  memory: { label: 'HBM3', bytesPerSecond: 3.35e12 },
};

/** An H100 with weights in fp8: decode far below the ridge, prefill beyond it. */
export const H100_BOTH: RooflineScene = {
  title: 'llama-3.1-70b on H100 SXM, per GPU',
  ...H100,
  points: [
    { label: 'decode', kind: 'decode', intensityFlopPerByte: 48, flopPerSecond: 0.41 * 3.35e12 * 48, busyShare: 0.72 },
    { label: 'prefill', kind: 'prefill', intensityFlopPerByte: 1400, flopPerSecond: 0.58 * 1979e12, busyShare: 0.2 },
  ],
  trail: Array.from({ length: 24 }, (_, i) => ({
    intensityFlopPerByte: 14 + (34 * i) / 23,
    flopPerSecond: (0.33 + (0.08 * i) / 23 + 0.03 * Math.sin(i)) * 3.35e12 * (14 + (34 * i) / 23),
  })).concat([{ intensityFlopPerByte: 48, flopPerSecond: 0.41 * 3.35e12 * 48 }]),
  limits: [
    { label: 'objective at 87', intensityFlopPerByte: 87, binds: false },
    { label: 'KV limit at batch 112', intensityFlopPerByte: 112, binds: true },
    { label: 'B_sat 295', intensityFlopPerByte: 295, binds: false },
  ],
};

export const ONE_POINT: RooflineScene = {
  title: 'qwen3-8b on A100 80 GB',
  roofs: [{ label: 'bf16', flopPerSecond: 312e12, isUsed: true }],
  memory: { label: 'HBM2e', bytesPerSecond: 2.039e12 },
  points: [{ label: 'engine', kind: 'together', intensityFlopPerByte: 21, flopPerSecond: 19e12, busyShare: 0.4 }],
  trail: [],
  limits: [],
};

export const NEAR: RooflineScene = {
  title: 'eight engines, nearly alike',
  ...H100,
  points: Array.from({ length: 8 }, (_, i) => ({
    label: `gpu-${i}.cluster.local`,
    kind: i % 3 === 0 ? 'prefill' : i % 3 === 1 ? 'decode' : 'together',
    intensityFlopPerByte: 60 * 1.04 ** i,
    flopPerSecond: 110e12 * 1.03 ** ((i * 5) % 8),
    busyShare: 0.1 + i / 10,
  })),
  trail: [],
  limits: [{ label: 'sequence slots at batch 64', intensityFlopPerByte: 64, binds: true }],
};

export const CPU: RooflineScene = {
  title: 'opt-125m on two CPU cores',
  roofs: [{ label: 'fp32', flopPerSecond: 60e9, isUsed: true }],
  memory: { label: 'DDR5', bytesPerSecond: 20e9 },
  points: [
    { label: 'decode', kind: 'decode', intensityFlopPerByte: 1.1, flopPerSecond: 9e9, busyShare: 0.95 },
    { label: 'prefill', kind: 'prefill', intensityFlopPerByte: 40, flopPerSecond: 71e9, busyShare: 0.05 },
  ],
  trail: [],
  limits: [{ label: 'cap at batch 16', intensityFlopPerByte: 4, binds: false }],
};

export const B200: RooflineScene = {
  title: 'deepseek-v3 on B200, per GPU',
  roofs: [
    { label: 'tf32', flopPerSecond: 1.1e15, isUsed: false },
    { label: 'bf16', flopPerSecond: 2.25e15, isUsed: true },
    { label: 'fp8', flopPerSecond: 4.5e15, isUsed: true },
    { label: 'int8', flopPerSecond: 4.5e15, isUsed: false },
    { label: 'fp4', flopPerSecond: 9e15, isUsed: false },
  ],
  memory: { label: 'HBM3e', bytesPerSecond: 8e12 },
  points: [
    { label: 'decode', kind: 'decode', intensityFlopPerByte: 120, flopPerSecond: 5.4e14, busyShare: 0.6 },
    { label: 'prefill', kind: 'prefill', intensityFlopPerByte: 3000, flopPerSecond: 2.6e15, busyShare: 0.35 },
  ],
  trail: [],
  limits: [{ label: 'KV limit at batch 512', intensityFlopPerByte: 420, binds: true }],
};

export const COLLIDING: RooflineScene = {
  title:
    'labels that get in each other’s way, with a title that goes on and on until nobody would read it any further at all',
  roofs: [
    { label: 'bf16', flopPerSecond: 989e12, isUsed: true },
    { label: 'fp16', flopPerSecond: 989.4e12, isUsed: true },
    { label: 'a precision with a name that is much too long to be shown', flopPerSecond: 1040e12, isUsed: false },
  ],
  memory: { label: 'HBM3', bytesPerSecond: 3.35e12 },
  points: Array.from({ length: 5 }, (_, i) => ({
    label: `point ${i} with a long name`,
    kind: 'decode',
    intensityFlopPerByte: 270 + i,
    flopPerSecond: 850e12,
    busyShare: 0.3,
  })),
  trail: [],
  limits: Array.from({ length: 7 }, (_, i) => ({
    label: `limit ${i} <&"'>`,
    intensityFlopPerByte: 255 + 12 * i,
    binds: i === 3,
  })),
};

/** A little of everything. */
export const SCENES: Readonly<Record<string, RooflineScene>> = {
  EMPTY,
  H100_BOTH,
  ONE_POINT,
  NEAR,
  CPU,
  B200,
  COLLIDING,
};
