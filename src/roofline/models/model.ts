import type { ComputeType } from '../accelerators/accelerator.ts';

/** A decoder as the hardware sees it: what has to be read and multiplied for a token. */
export interface Model {
  /** `meta-llama/Llama-3.1-8B`, or the path it was read from. */
  readonly id: string;
  /** The class in Hugging Face's config: `LlamaForCausalLM`. */
  readonly architecture: string;
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  readonly maximumContextTokens: number | null;
  /** One matrix serves as input embedding and as head. */
  readonly tiedEmbeddings: boolean;
  /** Equal layers stand together, with their count; their order does not matter here. */
  readonly layers: readonly LayerGroup[];
  /** Outside the layers, neither embedding nor head: the last norm, learned positions, a projection of the embedding. */
  readonly otherParameters: number;
  readonly formats: WeightFormats;
  /** Parts of the checkpoint that are not counted here: `vision tower`, `multi-token prediction`. Absent: none. */
  readonly leftOut?: readonly string[];
}

export interface LayerGroup {
  readonly count: number;
  readonly attention: Attention;
  readonly feedForward: FeedForward;
  /** Of one layer: norms, biases, sinks; never quantized, never worth a roofline. */
  readonly smallParameters: number;
}

export type Attention = GroupedAttention | LatentAttention | LinearAttention;

/** Multi-head, grouped-query and multi-query attention. */
export interface GroupedAttention {
  readonly kind: 'grouped';
  readonly heads: number;
  readonly kvHeads: number;
  readonly headSize: number;
  /** A gate as wide as the queries multiplies the output: one more projection (Qwen3-Next, Qwen3.5). Absent: none. */
  readonly outputGate?: true;
  /** How many tokens back it looks; null: all. Chunked attention looks back to the start of its chunk. */
  readonly reach: { readonly kind: 'sliding' | 'chunked'; readonly tokens: number } | null;
}

/** Multi-head latent attention (MLA): one compressed key-value vector for all heads. */
export interface LatentAttention {
  readonly kind: 'latent';
  readonly heads: number;
  /** Null: queries are projected in one step. */
  readonly queryRank: number | null;
  readonly latentSize: number;
  readonly ropeSize: number;
  readonly nopeSize: number;
  readonly valueSize: number;
}

/** Mamba, gated delta networks and their like: a state of constant size instead of keys and values. */
export interface LinearAttention {
  readonly kind: 'linear';
  /** Of the matrices in and out of one layer. */
  readonly projectionParameters: number;
  /** Read and written for each sequence in each step; in numbers, not bytes. */
  readonly stateElements: number;
  /** Of all of the state, where the config tells its types. Absent: 16 bits each. */
  readonly stateBytes?: number;
  /** Multiply-adds with the state, for each token. */
  readonly stateMacPerToken: number;
}

export type FeedForward = DenseFeedForward | ExpertFeedForward;

export interface DenseFeedForward {
  readonly kind: 'dense';
  readonly intermediateSize: number;
  /** Three when gated (SwiGLU, GeGLU), two when plain. */
  readonly matrices: 2 | 3;
}

/** Mixture of experts; every expert is gated (three matrices). */
export interface ExpertFeedForward {
  readonly kind: 'experts';
  readonly experts: number;
  readonly expertsPerToken: number;
  readonly intermediateSize: number;
  /** Width of all shared experts together, through which every token goes; 0: none. */
  readonly sharedIntermediateSize: number;
  /** Biases of one expert, which are inside smallParameters; absent: none. They lie where their expert lies. */
  readonly biasesPerExpert?: number;
}

/** How weights are stored, and in what they are multiplied where the hardware can. */
export interface WeightFormat {
  /** `bf16`, `fp8`, `int4 (groups of 128)`, `mxfp4`. */
  readonly name: string;
  /** With its share of scales and zero points. */
  readonly bitsPerParameter: number;
  /** 16 bits where only the weights are narrow (AWQ, GPTQ: W4A16). */
  readonly compute: ComputeType;
}

/** Checkpoints seldom quantize everything. Norms, biases and routers are always 16 bits. */
export interface WeightFormats {
  readonly attention: WeightFormat;
  readonly dense: WeightFormat;
  readonly experts: WeightFormat;
  readonly embedding: WeightFormat;
  readonly head: WeightFormat;
}
