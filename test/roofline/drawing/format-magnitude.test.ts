import { describe, expect, it } from 'vitest';
import {
  formatBytesPerSecond,
  formatFlopPerSecond,
  formatIntensity,
} from '../../../src/roofline/drawing/format-magnitude.ts';

describe('FLOP/s', () => {
  it.each([
    [1e12, '1 TFLOP/s'],
    [1e16, '10 PFLOP/s'],
    [989e12, '989 TFLOP/s'],
    [1.979e15, '1.98 PFLOP/s'],
    [999.9e12, '1 PFLOP/s'],
    [999.4e12, '999 TFLOP/s'],
    [60e9, '60 GFLOP/s'],
    [12, '12 FLOP/s'],
    [0.5, '0.5 FLOP/s'],
    [1e-9, '10⁻⁹ FLOP/s'],
    [1e30, '1 QFLOP/s'],
  ])('%s is %s', (value, text) => {
    expect(formatFlopPerSecond(value)).toBe(text);
  });
});

it('writes bandwidths', () => {
  expect(formatBytesPerSecond(3.35e12)).toBe('3.35 TB/s');
});

describe('FLOP/byte', () => {
  it.each([
    [0.001, '0.001'],
    [0.1, '0.1'],
    [1, '1'],
    [100, '100'],
    [295.2, '295'],
    [1e4, '10 k'],
    [1e6, '10⁶'],
    [2e9, '2·10⁹'],
    [1e-12, '10⁻¹²'],
  ])('%s is %s', (value, text) => {
    expect(formatIntensity(value)).toBe(text);
  });
});
