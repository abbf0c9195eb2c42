import type { Fields } from '../fields.ts';
import type { PartOfLayers } from '../layer.ts';
import type { Attention, FeedForward } from '../model.ts';

/**
 * What one line of decoders has in common. Counts of each family are held against models built by transformers
 * (test/fixtures/roofline/relatives.json); a family nobody checked so is not listed.
 */
export interface Family {
  /** As `architectures` says in the config. */
  readonly architectures: readonly string[];
  /** As `model_type` says, where there are no architectures: in the text part of a model that also sees or hears. */
  readonly modelTypes: readonly string[];
  /** What the family's files leave out where it is as usual. */
  readonly usual?: Readonly<Record<string, number>>;
  /** Where the config does not say. */
  readonly tiedEmbeddings: boolean;
  readonly attention: PartOfLayers<Attention>;
  readonly feedForward: PartOfLayers<FeedForward>;
  /** As wide as the hidden size, in each layer; usually two. One more stands behind the last layer. */
  readonly norms?: (config: Fields) => number;
  /** Norms have a shift besides their scale (LayerNorm). */
  readonly shiftedNorms?: true;
  /** Outside the layers, besides the last norm. */
  readonly otherParameters?: (config: Fields) => number;
}
