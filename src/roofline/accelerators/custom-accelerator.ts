import type { Accelerator, ComputeType } from './accelerator.ts';
import { findAccelerator, resolveAccelerator, type AcceleratorResult } from './find-accelerator.ts';

/** Hardware as the operator declares it: a GPU by name, what differs from it, or everything of one that is not known here. */
export interface DeclaredHardware {
  readonly gpu?: string | undefined;
  readonly name?: string | undefined;
  /** Dense, with 32-bit accumulation. */
  readonly flopPerSecond?: Readonly<Partial<Record<ComputeType, number | undefined>>> | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly memoryBytes?: number | undefined;
  readonly visibleMemoryBytes?: number | undefined;
  /** One direction. */
  readonly linkBytesPerSecond?: number | undefined;
  readonly hostLinkBytesPerSecond?: number | undefined;
  readonly powerWatts?: number | undefined;
}

/**
 * The accelerator that the operator declares.
 *
 * - `gpu` alone: as in the catalogue. With other fields: those instead of the catalogue's, each peak by itself; a power cap or a lower
 *   clock is declared so. Declared memory is also what is visible, unless that is declared too. With another link the measured
 *   tables no longer apply.
 * - No `gpu`, or one that is not known: a peak at least, bandwidth and memory have to be declared. Of a CPU (source: widths of its
 *   vector units) fp32 = cores · Hz · 64 with AVX-512 and two multiply-add units, · 32 with AVX2; bf16 with AMX = cores · Hz · 2048;
 *   bandwidth = channels · transfers/s · 8 bytes, of which streams reach 80–85 %.
 * - A problem: what is missing, what the name may mean, or a number that is none.
 */
export function customAccelerator(declared: DeclaredHardware): AcceleratorResult {
  const wrong = notPositive(declared);
  if (wrong.length > 0) return { problem: `${wrong.join(', ')} of the hardware must be a positive number` };
  const base = declared.gpu === undefined ? undefined : findAccelerator(declared.gpu);
  return base ? { accelerator: withDeclared(base, declared) } : declaredAlone(declared);
}

const NUMBERS = [
  'bytesPerSecond',
  'memoryBytes',
  'visibleMemoryBytes',
  'linkBytesPerSecond',
  'hostLinkBytesPerSecond',
  'powerWatts',
] as const;

function withDeclared(base: Accelerator, declared: DeclaredHardware): Accelerator {
  const { name } = declared;
  const peaks = peaksOf(declared);
  const numbers = NUMBERS.flatMap((key) => (declared[key] === undefined ? [] : [[key, declared[key]] as const]));
  if (numbers.length === 0 && Object.keys(peaks).length === 0 && name === undefined) return base;
  const { visibleMemoryBytes, measuredAs, ...rest } = base;
  const keys = [...Object.keys(peaks).map((type) => `flopPerSecond.${type}`), ...numbers.map(([key]) => key)];
  const isRelinked = declared.linkBytesPerSecond !== undefined || declared.hostLinkBytesPerSecond !== undefined;
  return {
    ...rest,
    ...(visibleMemoryBytes !== undefined && declared.memoryBytes === undefined && { visibleMemoryBytes }),
    ...(measuredAs !== undefined && !isRelinked && { measuredAs }),
    ...Object.fromEntries(numbers),
    flopPerSecond: { ...base.flopPerSecond, ...peaks },
    ...(name !== undefined && { names: [name, ...base.names] }),
    ...(keys.length > 0 && {
      confidence: `${base.confidence}; in part declared`,
      source: `${base.source}; ${keys.join(', ')}: declared in the settings`,
    }),
  };
}

function declaredAlone(declared: DeclaredHardware): AcceleratorResult {
  const { gpu, name = gpu ?? 'declared', bytesPerSecond, memoryBytes } = declared;
  const flopPerSecond = peaksOf(declared);
  const missing = [
    ...(Object.keys(flopPerSecond).length === 0 ? ['flopPerSecond (of one number format at least)'] : []),
    ...(bytesPerSecond === undefined ? ['bytesPerSecond'] : []),
    ...(memoryBytes === undefined ? ['memoryBytes'] : []),
  ];
  if (missing.length > 0 || bytesPerSecond === undefined || memoryBytes === undefined) {
    const named = gpu === undefined ? undefined : resolveAccelerator(gpu);
    const why = named && 'problem' in named ? `${named.problem}; otherwise ` : '';
    return { problem: `${why}the hardware needs ${missing.join(', ')}` };
  }
  const further = NUMBERS.flatMap((key) => (declared[key] === undefined ? [] : [[key, declared[key]] as const]));
  const accelerator: Accelerator = {
    id: name,
    vendor: 'declared',
    names: [name],
    flopPerSecond,
    bytesPerSecond,
    memoryBytes,
    ...Object.fromEntries(further),
    confidence: 'declared',
    source: 'declared in the settings',
  };
  return { accelerator };
}

function peaksOf({ flopPerSecond = {} }: DeclaredHardware): Partial<Record<ComputeType, number>> {
  return Object.fromEntries(Object.entries(flopPerSecond).filter(([, peak]) => peak !== undefined));
}

function notPositive(declared: DeclaredHardware): string[] {
  const numbers = [
    ...NUMBERS.map((key) => [key, declared[key]] as const),
    ...Object.entries(declared.flopPerSecond ?? {}).map(([type, peak]) => [`flopPerSecond.${type}`, peak] as const),
  ];
  return numbers.flatMap(([key, value]) => (value === undefined || (Number.isFinite(value) && value > 0) ? [] : [key]));
}
