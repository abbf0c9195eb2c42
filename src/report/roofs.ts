import { computeTypeOn, type Accelerator, type ComputeType } from '../roofline/index.ts';

/** A horizontal roof of a drawing. */
export interface FormatRoof {
  readonly format: ComputeType;
  readonly flopPerSecond: number;
  readonly isUsed: boolean;
}

/** What nobody serves a model in, unless it is all there is. */
const SELDOM: readonly ComputeType[] = ['fp32', 'tf32'];

/** The roofs in use, and those that another number format would have; of formats with one peak only the first is shown. */
export function roofsOf(accelerator: Accelerator, wanted: Iterable<ComputeType>): FormatRoof[] {
  const used = new Set([...wanted].map((type) => computeTypeOn(accelerator, type)));
  const formats = (Object.keys(accelerator.flopPerSecond) as ComputeType[])
    .filter((format) => used.has(format) || !SELDOM.includes(format))
    .sort((left, right) => Number(used.has(right)) - Number(used.has(left)));
  const roofs = new Map<number, FormatRoof>();
  for (const format of formats) {
    const flopPerSecond = accelerator.flopPerSecond[format];
    if (flopPerSecond === undefined || roofs.has(flopPerSecond)) continue;
    roofs.set(flopPerSecond, { format, flopPerSecond, isUsed: used.has(format) });
  }
  return [...roofs.values()];
}
