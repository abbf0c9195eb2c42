import { describe, expect, it } from 'vitest';
import {
  allReduceSeconds,
  customAccelerator,
  findAccelerator,
  type DeclaredHardware,
} from '../../../src/roofline/accelerators/index.ts';

function declared(hardware: DeclaredHardware) {
  const result = customAccelerator(hardware);
  if ('problem' in result) throw new Error(result.problem);
  return result.accelerator;
}

function problemOf(hardware: DeclaredHardware): string {
  const result = customAccelerator(hardware);
  return 'problem' in result ? result.problem : `is ${result.accelerator.id}`;
}

describe('a GPU by name', () => {
  it('is the one of the catalogue', () => {
    expect(declared({ gpu: 'NVIDIA H100 80GB HBM3', flopPerSecond: { bf16: undefined } })).toBe(
      findAccelerator('h100-sxm'),
    );
  });

  it('with a lower clock keeps everything else, and says what is declared', () => {
    const derated = declared({ gpu: 'h100-sxm', flopPerSecond: { bf16: 800e12 } });
    const { flopPerSecond, ...rest } = derated;
    expect(flopPerSecond).toEqual({ ...findAccelerator('h100-sxm')?.flopPerSecond, bf16: 800e12 });
    expect(rest).toMatchObject({ id: 'h100-sxm', bytesPerSecond: 3352e9, measuredAs: 'h100_sxm' });
    expect(derated.source).toBe(
      'NVIDIA datasheet H100 (1979/3958 are sparse); flopPerSecond.bf16: declared in the settings',
    );
    expect(derated.confidence).toBe('datasheet; in part declared');
  });

  it('with other memory shows that memory: the H20 of 141 GB', () => {
    const h20 = declared({ gpu: 'h20', memoryBytes: 141e9, bytesPerSecond: 4800e9, name: 'H20-3e' });
    expect(h20).toMatchObject({ id: 'h20', memoryBytes: 141e9, bytesPerSecond: 4800e9 });
    expect(h20.visibleMemoryBytes).toBeUndefined();
    expect(h20.names[0]).toBe('H20-3e');
    expect(declared({ gpu: 'h20', memoryBytes: 141e9, visibleMemoryBytes: 140e9 }).visibleMemoryBytes).toBe(140e9);
  });

  it('with another link is no longer the one measured', () => {
    expect(allReduceSeconds(declared({ gpu: 'h100-sxm', linkBytesPerSecond: 64e9 }), 2, 1e6).isMeasured).toBe(false);
    expect(allReduceSeconds(declared({ gpu: 'h100-sxm', powerWatts: 500 }), 2, 1e6).isMeasured).toBe(true);
  });
});

describe('hardware that is not known', () => {
  // Xeon 8480+: 56 cores at 2.0 GHz · 64, · 2048 with AMX; 8 channels of DDR5-4800.
  const xeon = {
    name: 'Xeon Platinum 8480+',
    flopPerSecond: { fp32: 56 * 2.0e9 * 64, bf16: 56 * 2.0e9 * 2048 },
    bytesPerSecond: 8 * 4800e6 * 8,
    memoryBytes: 512e9,
  };

  it('has what is declared', () => {
    expect(declared(xeon)).toEqual({
      id: 'Xeon Platinum 8480+',
      vendor: 'declared',
      names: ['Xeon Platinum 8480+'],
      flopPerSecond: { fp32: 7.168e12, bf16: 229.376e12 },
      bytesPerSecond: 307.2e9,
      memoryBytes: 512e9,
      confidence: 'declared',
      source: 'declared in the settings',
    });
  });

  it('may carry the name of a GPU nobody knows, or of several', () => {
    const { name, ...nameless } = xeon;
    expect(declared({ ...nameless, gpu: 'X9000', linkBytesPerSecond: 1e12 })).toMatchObject({
      id: 'X9000',
      linkBytesPerSecond: 1e12,
    });
    expect(declared({ ...nameless, gpu: 'H100' }).id).toBe('H100');
    expect(declared({ ...xeon, gpu: 'X9000' }).id).toBe(name);
    expect(declared(nameless).id).toBe('declared');
  });

  it('names what is missing', () => {
    expect(problemOf({})).toBe(
      'the hardware needs flopPerSecond (of one number format at least), bytesPerSecond, memoryBytes',
    );
    expect(problemOf({ ...xeon, memoryBytes: undefined })).toBe('the hardware needs memoryBytes');
    expect(problemOf({ gpu: 'H200 SXN', bytesPerSecond: 4.8e12, memoryBytes: 141e9 })).toBe(
      '"H200 SXN" is not known; nearest is h200-sxm; otherwise the hardware needs flopPerSecond (of one number format at least)',
    );
  });

  it.each([0, -1, NaN, Infinity])('is not made of %d', (value) => {
    expect(problemOf({ ...xeon, bytesPerSecond: value, flopPerSecond: { fp8: value } })).toBe(
      'bytesPerSecond, flopPerSecond.fp8 of the hardware must be a positive number',
    );
    expect(problemOf({ gpu: 'h100-sxm', memoryBytes: value })).toContain('must be a positive number');
  });

  it('inherits nothing by a name of JavaScript', () => {
    const odd = declared({ ...xeon, name: '__proto__' });
    expect([odd.id, odd.measuredAs]).toEqual(['__proto__', undefined]);
  });
});
