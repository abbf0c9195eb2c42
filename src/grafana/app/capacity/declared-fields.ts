import type { Deployment } from '../../../settings/index.ts';
import { textOf, type Edits } from './fields.ts';

/** What there is now, in the fields of the page: as declared, as measured, or as vLLM does it unless told otherwise. */
export function declaredFields(
  { model: declaredModel, hardware, precision, parallelism, engine }: Partial<Deployment>,
  { model, replicas, sequenceCap }: Now,
): Edits {
  const fields: Record<string, string | undefined> = {
    model: typeof declaredModel === 'string' ? declaredModel : (model ?? undefined),
    gpu: hardware?.gpu ?? hardware?.name,
    weights: precision?.weights,
    kvCache: precision?.kvCache,
    tensor: textOf(parallelism?.tensor),
    pipeline: textOf(parallelism?.pipeline),
    maxNumSeqs: textOf(engine?.maxNumSeqs ?? sequenceCap),
    replicas: `${replicas}`,
  };
  const known = Object.entries(fields).filter(([, text]) => text !== undefined && text !== '');
  return { weights: 'auto', kvCache: 'auto', tensor: '1', pipeline: '1', ...Object.fromEntries(known) };
}

interface Now {
  readonly model: string | null;
  readonly replicas: number;
  readonly sequenceCap: number | undefined;
}
