import type { ComputeType } from '../accelerators/index.ts';

/** What the time of a step is spent on. */
export type Component =
  'projections' | 'attention' | 'norms' | 'feedForward' | 'experts' | 'router' | 'head' | 'embedding';

/**
 * What a component of a step asks of one GPU: of one tensor-parallel rank, over all layers, pipeline stages one after the
 * other. Multiply and add are two FLOP.
 */
export interface ComponentCost {
  readonly component: Component;
  /** In what the GPU multiplies; see computeTypeOn. */
  readonly compute: ComputeType;
  readonly flop: number;
  readonly weightBytes: number;
  /** Keys, values and states, read and written. */
  readonly kvBytes: number;
  /** Between kernels: read by one what another wrote. */
  readonly activationBytes: number;
}

export const bytesOf = ({ weightBytes, kvBytes, activationBytes }: ComponentCost): number =>
  weightBytes + kvBytes + activationBytes;
