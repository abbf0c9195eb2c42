import fc from 'fast-check';
import type { RooflineScene } from '../../../src/roofline/drawing/index.ts';

/** Log-uniform, so that every magnitude is as likely. */
const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log10(low), max: Math.log10(high), noNaN: true }).map((exponent) => 10 ** exponent);

const hostileNumber = fc.oneof(
  { weight: 4, arbitrary: fc.double() },
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -1, Number.MIN_VALUE, Number.MAX_VALUE),
);

const hostileLabel = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '<script>&"\'',
    '\u001B[31mred',
    'a\u0000b',
    '\uFFFE\uFFFF\uD800',
    ']]>',
    '\u202Edcba',
    '模型模型',
    '🦙🦙',
    'é',
  ),
);

const plainLabel = fc.stringMatching(/^[a-z0-9 .-]{1,40}$/);

interface Numbers {
  readonly flopPerSecond: fc.Arbitrary<number>;
  readonly intensityFlopPerByte: fc.Arbitrary<number>;
  readonly bytesPerSecond: fc.Arbitrary<number>;
  readonly busyShare: fc.Arbitrary<number>;
  readonly label: fc.Arbitrary<string>;
}

const sceneOf = (numbers: Numbers): fc.Arbitrary<RooflineScene> => {
  const { label, flopPerSecond, intensityFlopPerByte, bytesPerSecond, busyShare } = numbers;
  return fc.record({
    title: label,
    roofs: fc.array(fc.record({ label, flopPerSecond, isUsed: fc.boolean() }), { maxLength: 6 }),
    memory: fc.record({ label, bytesPerSecond }),
    points: fc.array(
      fc.record({
        label,
        kind: fc.constantFrom('prefill' as const, 'decode' as const, 'together' as const),
        intensityFlopPerByte,
        flopPerSecond,
        busyShare,
      }),
      { maxLength: 12 },
    ),
    trail: fc.array(fc.record({ intensityFlopPerByte, flopPerSecond }), { maxLength: 30 }),
    limits: fc.array(fc.record({ label, intensityFlopPerByte, binds: fc.boolean() }), { maxLength: 8 }),
  });
};

/** What hardware and engines may be, from a microcontroller to a pod. */
export const plausibleScene = sceneOf({
  flopPerSecond: between(1e3, 1e18),
  intensityFlopPerByte: between(1e-3, 1e6),
  bytesPerSecond: between(1e3, 1e15),
  busyShare: fc.double({ min: 0, max: 1, noNaN: true }),
  label: plainLabel,
});

/** What no one would send on purpose. */
export const hostileScene = sceneOf({
  flopPerSecond: hostileNumber,
  intensityFlopPerByte: hostileNumber,
  bytesPerSecond: hostileNumber,
  busyShare: hostileNumber,
  label: hostileLabel,
});

export const anyScene = fc.oneof(plausibleScene, hostileScene);

export const size = fc.record({ width: fc.integer({ min: 0, max: 1600 }), height: fc.integer({ min: 0, max: 1200 }) });
