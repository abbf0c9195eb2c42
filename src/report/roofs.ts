import { computeTypeOn, mainFormat, type ComputeType, type Deployment } from '../roofline/index.ts';

/** A horizontal roof of a drawing. */
export interface FormatRoof {
  readonly format: ComputeType;
  readonly flopPerSecond: number;
  readonly isUsed: boolean;
}

/** What nobody serves a model in, unless it is all there is. */
const SELDOM: readonly ComputeType[] = ['fp32', 'tf32'];

/**
 * The roofs that a model works under, and those that another number format would have; of formats with one peak only the
 * first is shown.
 */
export function roofsOf({ accelerator, model }: Pick<Deployment, 'accelerator' | 'model'>): FormatRoof[] {
  const { attention, head } = model.formats;
  // Attention itself multiplies in 16 bits, whatever the weights are.
  const wanted: readonly ComputeType[] = [mainFormat(model).compute, attention.compute, head.compute, 'bf16'];
  const used = new Set(wanted.map((type) => computeTypeOn(accelerator, type)));
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
