import { HIDDEN_SIZE, groupedLayer, statedKvHeads } from './attention.ts';
import { flag, text, whole, type Fields } from './fields.ts';
import type { Part, PartOfLayers } from './layer.ts';
import { everyNth, layerTypes, reachOf } from './layer-reach.ts';
import { ModelError } from './model-error.ts';
import type { Attention, LinearAttention } from './model.ts';

/**
 * Qwen3-Next and Qwen3.5: three layers of a gated delta network, then one of grouped attention with an output gate. Of
 * h_k key heads of size k and h_v value heads of size v, hidden size D, convolution over w tokens:
 *
 *     projections   D·(2·h_k·k + 2·h_v·v + 2·h_v) in, h_v·v·D out
 *     state         h_v·k·v, and the last w − 1 inputs of the convolution over 2·h_k·k + h_v·v channels
 *     for a token   3·h_v·k·v multiply-adds: state with key, correction, state with query; w for each channel
 *
 * Source: transformers 5.24, models/qwen3_next/modeling_qwen3_next.py and models/qwen3_5.
 */
export const gatedDeltaHybrid: PartOfLayers<Attention> = (config, layerCount) => {
  const types = layerTypes(config, layerCount, everyNth('linear_attention', 'full_attention_interval', 4));
  const linear = deltaLayer(config);
  return types.map((type) => (type === 'linear_attention' ? linear : gatedAttention(config, reachOf(config, type))));
};

function gatedAttention(config: Fields, reach: ReturnType<typeof reachOf>): Part<Attention> {
  const bias = flag(config, 'attention_bias', false);
  if (bias) throw new ModelError(`${config.path}attention_bias`, 'false; nothing else is understood', bias);
  const { part, smallParameters } = groupedLayer(
    config,
    { headSize: 'stated', kvHeads: statedKvHeads, qkNorm: () => 'head' },
    reach,
  );
  return { part: flag(config, 'attn_output_gate', true) ? { ...part, outputGate: true } : part, smallParameters };
}

function deltaLayer(config: Fields): Part<LinearAttention> {
  const hidden = whole(config, HIDDEN_SIZE);
  const keySize = whole(config, 'linear_key_head_dim');
  const valueSize = whole(config, 'linear_value_head_dim');
  const valueHeads = whole(config, 'linear_num_value_heads');
  const window = whole(config, 'linear_conv_kernel_dim');
  const keys = whole(config, 'linear_num_key_heads') * keySize;
  const values = valueHeads * valueSize;
  const channels = 2 * keys + values;
  const matrix = valueHeads * keySize * valueSize;
  const recent = channels * (window - 1);
  return {
    part: {
      kind: 'linear',
      projectionParameters: hidden * (2 * keys + 2 * values + 2 * valueHeads) + values * hidden,
      stateElements: matrix + recent,
      stateBytes: matrix * stateBytesPerElement(config) + recent * 2,
      stateMacPerToken: 3 * matrix + channels * window,
    },
    // The convolution, its decay and its step for each head, and the norm before the way out.
    smallParameters: channels * window + 2 * valueHeads + valueSize,
  };
}

/** vLLM keeps the state as the model is, unless the config says more exactly (Qwen3.5: float32). */
function stateBytesPerElement(config: Fields): number {
  const type = text(config, 'mamba_ssm_dtype') ?? 'bfloat16';
  if (type === 'float32') return 4;
  if (type === 'bfloat16' || type === 'float16') return 2;
  throw new ModelError(`${config.path}mamba_ssm_dtype`, 'float32, bfloat16 or float16', type);
}
