import { readFileSync } from 'node:fs';
import { readModel, type Model } from '../../../src/roofline/models/index.ts';

const FIXTURES = 'test/fixtures/roofline/';

export type Config = Readonly<Record<string, unknown>>;

export interface Facts {
  readonly id: string;
  readonly official_total_params?: number;
  readonly checkpoint_gib?: number;
  /** Whether the official number counts the same parts. */
  readonly exact: boolean;
  readonly computed: Readonly<
    Record<
      | 'total_params'
      | 'active_params'
      | 'active_params_excl_input_embedding'
      | 'kv_bytes_per_token_16bit'
      | 'kv_bytes_per_token_8bit'
      | 'decode_matmul_params',
      number
    >
  >;
}

interface Counted {
  readonly name: string;
  readonly parameters: number;
  readonly config: Config;
}

const json = (name: string): unknown => JSON.parse(readFileSync(FIXTURES + name, 'utf8'));

export const FACTS = (json('models.json') as { readonly models: readonly Facts[] }).models;

export const COUNTED = json('relatives.json') as {
  readonly relatives: readonly Counted[];
  readonly published: readonly Counted[];
};

/** A config as transformers 5 writes it; of the one model that has none, as it is on the hub. */
export function configOf(id: string): Config {
  const published = COUNTED.published.find(({ name }) => name === id);
  return published?.config ?? (json(`configs/${id.split('/').at(-1) ?? ''}.json`) as Config);
}

export const modelOf = (id: string, more: Config = {}): Model => readModel({ ...configOf(id), ...more }, id);

/** Any grouped decoder, small enough to count by hand. */
export const TINY: Config = {
  architectures: ['LlamaForCausalLM'],
  hidden_size: 64,
  num_hidden_layers: 4,
  num_attention_heads: 8,
  num_key_value_heads: 2,
  intermediate_size: 96,
  vocab_size: 1000,
  max_position_embeddings: 2048,
  torch_dtype: 'bfloat16',
};
