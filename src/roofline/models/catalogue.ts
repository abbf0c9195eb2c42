/** A model by its hub id, as the least that its config.json says; the shape follows by readModel, when it is asked for. */
export interface CatalogueEntry {
  readonly id: string;
  /** Other models of exactly this shape: fine-tunes and later versions. */
  readonly also?: readonly string[];
  readonly config: Readonly<Record<string, unknown>>;
}

type Config = Readonly<Record<string, unknown>>;
type Grouped = readonly [layers: number, hidden: number, heads: number, kvHeads: number, intermediate: number];

const BF16 = { dtype: 'bfloat16' };
const FP16 = { dtype: 'float16' };
const TIED = { tie_word_embeddings: true };
const FP8_BLOCKS = { quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] } };

const of =
  (architecture: string, usual: Config) =>
  (
    [layers, hidden, heads, kvHeads, intermediate]: Grouped,
    vocabulary: number,
    context: number,
    more: Config = {},
  ) => ({
    architectures: [architecture],
    num_hidden_layers: layers,
    hidden_size: hidden,
    num_attention_heads: heads,
    num_key_value_heads: kvHeads,
    intermediate_size: intermediate,
    vocab_size: vocabulary,
    max_position_embeddings: context,
    ...BF16,
    ...usual,
    ...more,
  });

const llama = of('LlamaForCausalLM', {});
const mistral = of('MistralForCausalLM', { head_dim: 128 });
const mixtral = of('MixtralForCausalLM', { num_local_experts: 8, num_experts_per_tok: 2 });
const qwen2 = of('Qwen2ForCausalLM', {});
const qwen3 = of('Qwen3ForCausalLM', { head_dim: 128 });
const qwen3Moe = of('Qwen3MoeForCausalLM', { head_dim: 128, num_experts_per_tok: 8 });
const gemma2 = of('Gemma2ForCausalLM', { sliding_window: 4096 });
const gemma3 = of('Gemma3ForConditionalGeneration', { sliding_window: 1024, vision_config: {} });
const phi3 = of('Phi3ForCausalLM', {});
const gptOss = of('GptOssForCausalLM', {
  head_dim: 64,
  sliding_window: 128,
  num_experts_per_tok: 4,
  quantization_config: { quant_method: 'mxfp4' },
});
const llama4 = of('Llama4ForConditionalGeneration', {
  head_dim: 128,
  num_experts_per_tok: 1,
  intermediate_size_mlp: 16_384,
  attention_chunk_size: 8192,
  vision_config: {},
});
const minimaxM2 = of('MiniMaxM2ForCausalLM', {
  head_dim: 128,
  num_local_experts: 256,
  num_experts_per_tok: 8,
  ...FP8_BLOCKS,
});
const glm4Moe = of('Glm4MoeForCausalLM', {
  head_dim: 128,
  attention_bias: true,
  num_experts_per_tok: 8,
  n_shared_experts: 1,
});
const opt = (layers: number, hidden: number, heads: number): Config => ({
  architectures: ['OPTForCausalLM'],
  num_hidden_layers: layers,
  hidden_size: hidden,
  num_attention_heads: heads,
  ffn_dim: 4 * hidden,
  vocab_size: 50_272,
  max_position_embeddings: 2048,
  ...FP16,
});
const latent = of('DeepseekV3ForCausalLM', {
  q_lora_rank: 1536,
  kv_lora_rank: 512,
  qk_rope_head_dim: 64,
  qk_nope_head_dim: 128,
  v_head_dim: 128,
  n_shared_experts: 1,
  num_experts_per_tok: 8,
  moe_intermediate_size: 2048,
  ...FP8_BLOCKS,
});
const hybrid = (architecture: string, more: Config) =>
  of(architecture, {
    head_dim: 256,
    linear_num_key_heads: 16,
    linear_key_head_dim: 128,
    linear_value_head_dim: 128,
    linear_conv_kernel_dim: 4,
    ...more,
  });
const STATE = { mamba_ssm_dtype: 'float32', vision_config: {} };
const qwen35 = hybrid('Qwen3_5ForConditionalGeneration', STATE);
const qwen35Moe = hybrid('Qwen3_5MoeForConditionalGeneration', STATE);
const qwen3Next = hybrid('Qwen3NextForCausalLM', {});

// Sources: the models' config.json as copied in aiconfigurator_core 0.12.0 (Apache-2.0), model cards. Each row counts
// exactly the parameters that its checkpoint states, or that transformers 5.24 builds; the tests hold the integers.
export const CATALOGUE: readonly CatalogueEntry[] = [
  { id: 'meta-llama/Llama-2-7b-hf', config: llama([32, 4096, 32, 32, 11_008], 32_000, 4096, FP16) },
  { id: 'meta-llama/Llama-2-13b-hf', config: llama([40, 5120, 40, 40, 13_824], 32_000, 4096, FP16) },
  { id: 'meta-llama/Llama-2-70b-hf', config: llama([80, 8192, 64, 8, 28_672], 32_000, 4096, FP16) },
  { id: 'meta-llama/Meta-Llama-3-8B', config: llama([32, 4096, 32, 8, 14_336], 128_256, 8192) },
  { id: 'meta-llama/Meta-Llama-3-70B', config: llama([80, 8192, 64, 8, 28_672], 128_256, 8192) },
  {
    id: 'meta-llama/Llama-3.1-8B',
    also: ['deepseek-ai/DeepSeek-R1-Distill-Llama-8B'],
    config: llama([32, 4096, 32, 8, 14_336], 128_256, 131_072),
  },
  {
    id: 'meta-llama/Llama-3.1-70B',
    also: ['meta-llama/Llama-3.3-70B-Instruct', 'deepseek-ai/DeepSeek-R1-Distill-Llama-70B'],
    config: llama([80, 8192, 64, 8, 28_672], 128_256, 131_072),
  },
  { id: 'meta-llama/Llama-3.1-405B', config: llama([126, 16_384, 128, 8, 53_248], 128_256, 131_072) },
  { id: 'meta-llama/Llama-3.2-1B', config: llama([16, 2048, 32, 8, 8192], 128_256, 131_072, TIED) },
  { id: 'meta-llama/Llama-3.2-3B', config: llama([28, 3072, 24, 8, 8192], 128_256, 131_072, TIED) },
  {
    id: 'meta-llama/Llama-4-Scout-17B-16E-Instruct',
    config: llama4([48, 5120, 40, 8, 8192], 202_048, 10_485_760, {
      num_local_experts: 16,
      interleave_moe_layer_step: 1,
    }),
  },
  {
    id: 'meta-llama/Llama-4-Maverick-17B-128E-Instruct',
    config: llama4([48, 5120, 40, 8, 8192], 202_048, 1_048_576, {
      num_local_experts: 128,
      interleave_moe_layer_step: 2,
    }),
  },
  { id: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0', config: llama([22, 2048, 32, 4, 5632], 32_000, 2048) },

  {
    id: 'mistralai/Mistral-7B-v0.1',
    config: mistral([32, 4096, 32, 8, 14_336], 32_000, 32_768, { sliding_window: 4096 }),
  },
  { id: 'mistralai/Mistral-7B-Instruct-v0.2', config: mistral([32, 4096, 32, 8, 14_336], 32_000, 32_768) },
  { id: 'mistralai/Mistral-7B-v0.3', config: mistral([32, 4096, 32, 8, 14_336], 32_768, 32_768) },
  { id: 'mistralai/Mistral-Nemo-Instruct-2407', config: mistral([40, 5120, 32, 8, 14_336], 131_072, 131_072) },
  { id: 'mistralai/Mistral-Small-24B-Instruct-2501', config: mistral([40, 5120, 32, 8, 32_768], 131_072, 32_768) },
  { id: 'mistralai/Mistral-Large-Instruct-2407', config: mistral([88, 12_288, 96, 8, 28_672], 32_768, 131_072) },
  { id: 'mistralai/Mixtral-8x7B-v0.1', config: mixtral([32, 4096, 32, 8, 14_336], 32_000, 32_768) },
  { id: 'mistralai/Mixtral-8x22B-v0.1', config: mixtral([56, 6144, 48, 8, 16_384], 32_000, 65_536) },

  {
    id: 'Qwen/Qwen2.5-0.5B',
    also: ['Qwen/Qwen2-0.5B', 'Qwen/Qwen2.5-Coder-0.5B'],
    config: qwen2([24, 896, 14, 2, 4864], 151_936, 32_768, TIED),
  },
  {
    id: 'Qwen/Qwen2.5-1.5B',
    also: ['Qwen/Qwen2-1.5B', 'Qwen/Qwen2.5-Coder-1.5B'],
    config: qwen2([28, 1536, 12, 2, 8960], 151_936, 131_072, TIED),
  },
  {
    id: 'Qwen/Qwen2.5-3B',
    also: ['Qwen/Qwen2.5-Coder-3B'],
    config: qwen2([36, 2048, 16, 2, 11_008], 151_936, 32_768, TIED),
  },
  {
    id: 'Qwen/Qwen2.5-7B',
    also: ['Qwen/Qwen2-7B', 'Qwen/Qwen2.5-Coder-7B', 'deepseek-ai/DeepSeek-R1-Distill-Qwen-7B'],
    config: qwen2([28, 3584, 28, 4, 18_944], 152_064, 131_072),
  },
  {
    id: 'Qwen/Qwen2.5-14B',
    also: ['Qwen/Qwen2.5-Coder-14B', 'deepseek-ai/DeepSeek-R1-Distill-Qwen-14B'],
    config: qwen2([48, 5120, 40, 8, 13_824], 152_064, 131_072),
  },
  {
    id: 'Qwen/Qwen2.5-32B',
    also: ['Qwen/Qwen2.5-Coder-32B', 'Qwen/QwQ-32B', 'deepseek-ai/DeepSeek-R1-Distill-Qwen-32B'],
    config: qwen2([64, 5120, 40, 8, 27_648], 152_064, 131_072),
  },
  { id: 'Qwen/Qwen2.5-72B', config: qwen2([80, 8192, 64, 8, 29_568], 152_064, 131_072) },
  { id: 'Qwen/Qwen3-0.6B', config: qwen3([28, 1024, 16, 8, 3072], 151_936, 40_960, TIED) },
  { id: 'Qwen/Qwen3-1.7B', config: qwen3([28, 2048, 16, 8, 6144], 151_936, 40_960, TIED) },
  { id: 'Qwen/Qwen3-4B', config: qwen3([36, 2560, 32, 8, 9728], 151_936, 40_960, TIED) },
  { id: 'Qwen/Qwen3-8B', config: qwen3([36, 4096, 32, 8, 12_288], 151_936, 40_960) },
  { id: 'Qwen/Qwen3-14B', config: qwen3([40, 5120, 40, 8, 17_408], 151_936, 40_960) },
  { id: 'Qwen/Qwen3-32B', config: qwen3([64, 5120, 64, 8, 25_600], 151_936, 40_960) },
  {
    id: 'Qwen/Qwen3-30B-A3B',
    also: ['Qwen/Qwen3-Coder-30B-A3B-Instruct'],
    config: qwen3Moe([48, 2048, 32, 4, 6144], 151_936, 40_960, { num_experts: 128, moe_intermediate_size: 768 }),
  },
  {
    id: 'Qwen/Qwen3-235B-A22B',
    config: qwen3Moe([94, 4096, 64, 4, 12_288], 151_936, 40_960, { num_experts: 128, moe_intermediate_size: 1536 }),
  },
  {
    id: 'Qwen/Qwen3-Coder-480B-A35B-Instruct',
    config: qwen3Moe([62, 6144, 96, 8, 8192], 151_936, 262_144, { num_experts: 160, moe_intermediate_size: 2560 }),
  },
  {
    id: 'Qwen/Qwen3-Next-80B-A3B-Instruct',
    also: ['Qwen/Qwen3-Coder-Next'],
    config: qwen3Next([48, 2048, 16, 2, 5120], 151_936, 262_144, {
      ...{
        num_experts: 512,
        num_experts_per_tok: 10,
        moe_intermediate_size: 512,
        shared_expert_intermediate_size: 512,
      },
      linear_num_value_heads: 32,
    }),
  },
  {
    id: 'Qwen/Qwen3.5-27B',
    also: ['Qwen/Qwen3.6-27B'],
    config: qwen35([64, 5120, 24, 4, 17_408], 248_320, 262_144, { linear_num_value_heads: 48 }),
  },
  {
    id: 'Qwen/Qwen3.5-35B-A3B',
    also: ['Qwen/Qwen3.6-35B-A3B'],
    config: qwen35Moe([40, 2048, 16, 2, 512], 248_320, 262_144, {
      ...{ num_experts: 256, num_experts_per_tok: 8, moe_intermediate_size: 512, shared_expert_intermediate_size: 512 },
      linear_num_value_heads: 32,
    }),
  },
  {
    id: 'Qwen/Qwen3.5-122B-A10B',
    config: qwen35Moe([48, 3072, 32, 2, 1024], 248_320, 262_144, {
      ...{
        num_experts: 256,
        num_experts_per_tok: 8,
        moe_intermediate_size: 1024,
        shared_expert_intermediate_size: 1024,
      },
      linear_num_value_heads: 64,
    }),
  },
  {
    id: 'Qwen/Qwen3.5-397B-A17B',
    config: qwen35Moe([60, 4096, 32, 2, 1024], 248_320, 262_144, {
      ...{
        num_experts: 512,
        num_experts_per_tok: 10,
        moe_intermediate_size: 1024,
        shared_expert_intermediate_size: 1024,
      },
      linear_num_value_heads: 64,
    }),
  },

  { id: 'google/gemma-2-2b', config: gemma2([26, 2304, 8, 4, 9216], 256_000, 8192, { head_dim: 256 }) },
  { id: 'google/gemma-2-9b', config: gemma2([42, 3584, 16, 8, 14_336], 256_000, 8192, { head_dim: 256 }) },
  { id: 'google/gemma-2-27b', config: gemma2([46, 4608, 32, 16, 36_864], 256_000, 8192, { head_dim: 128 }) },
  { id: 'google/gemma-3-4b-it', config: gemma3([34, 2560, 8, 4, 10_240], 262_208, 131_072, { head_dim: 256 }) },
  { id: 'google/gemma-3-12b-it', config: gemma3([48, 3840, 16, 8, 15_360], 262_208, 131_072, { head_dim: 256 }) },
  { id: 'google/gemma-3-27b-it', config: gemma3([62, 5376, 32, 16, 21_504], 262_208, 131_072, { head_dim: 128 }) },

  {
    id: 'deepseek-ai/DeepSeek-V3',
    also: ['deepseek-ai/DeepSeek-R1', 'deepseek-ai/DeepSeek-V3.1', 'deepseek-ai/DeepSeek-V3.1-Terminus'],
    config: latent([61, 7168, 128, 128, 18_432], 129_280, 163_840, { n_routed_experts: 256, first_k_dense_replace: 3 }),
  },
  {
    id: 'moonshotai/Kimi-K2-Instruct',
    config: latent([61, 7168, 64, 64, 18_432], 163_840, 131_072, { n_routed_experts: 384, first_k_dense_replace: 1 }),
  },
  {
    id: 'MiniMaxAI/MiniMax-M2.5',
    also: ['MiniMaxAI/MiniMax-M2'],
    config: minimaxM2([62, 3072, 48, 8, 1536], 200_064, 196_608),
  },
  { id: 'MiniMaxAI/MiniMax-M2.7', config: minimaxM2([62, 3072, 48, 8, 1536], 200_064, 204_800) },
  { id: 'openai/gpt-oss-20b', config: gptOss([24, 2880, 64, 8, 2880], 201_088, 131_072, { num_local_experts: 32 }) },
  { id: 'openai/gpt-oss-120b', config: gptOss([36, 2880, 64, 8, 2880], 201_088, 131_072, { num_local_experts: 128 }) },
  {
    id: 'zai-org/GLM-4.5-Air',
    config: glm4Moe([46, 4096, 96, 8, 10_944], 151_552, 131_072, {
      ...{ n_routed_experts: 128, moe_intermediate_size: 1408, first_k_dense_replace: 1 },
      use_qk_norm: false,
    }),
  },

  {
    id: 'microsoft/Phi-3-mini-4k-instruct',
    config: phi3([32, 3072, 32, 32, 8192], 32_064, 4096, { sliding_window: 2047 }),
  },
  { id: 'microsoft/phi-4', config: phi3([40, 5120, 40, 10, 17_920], 100_352, 16_384) },
  { id: 'facebook/opt-125m', config: opt(12, 768, 12) },
  { id: 'facebook/opt-1.3b', config: opt(24, 2048, 32) },
  { id: 'facebook/opt-6.7b', config: opt(32, 4096, 32) },
  {
    id: 'openai-community/gpt2',
    config: {
      architectures: ['GPT2LMHeadModel'],
      n_layer: 12,
      n_embd: 768,
      n_head: 12,
      n_positions: 1024,
      vocab_size: 50_257,
    },
  },
];
