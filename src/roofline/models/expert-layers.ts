import { find, isIndex, list, whole, wholeOr, type Fields } from './fields.ts';
import { EXPERTS } from './feed-forward.ts';
import { ModelError } from './model-error.ts';

type Where = (config: Fields, layerCount: number) => (layer: number) => boolean;

/** DeepSeek, GLM: the first k layers are dense; moe_layer_freq is one in n of the others, or a 0 or 1 for each layer. */
export const afterTheFirst: Where = (config, layerCount) => {
  const first = whole(config, 'first_k_dense_replace', { least: 0 });
  const { field, value } = find(config, 'moe_layer_freq');
  if (Array.isArray(value)) {
    const each = list(config, 'moe_layer_freq', '0 or 1', isIndex) ?? [];
    if (each.length !== layerCount) throw new ModelError(field, `one for each of the ${layerCount} layers`, value);
    return (layer) => layer >= first && each[layer] !== 0;
  }
  const every = wholeOr(config, 'moe_layer_freq', 1);
  return (layer) => layer >= first && layer % every === 0;
};

/** Qwen: one in decoder_sparse_step, less those that mlp_only_layers names. */
export const sparseStep: Where = (config) => {
  const every = wholeOr(config, 'decoder_sparse_step', 1);
  const dense = new Set(list(config, 'mlp_only_layers', 'whole numbers', isIndex) ?? []);
  const experts = wholeOr(config, EXPERTS, 0, { least: 0 });
  return (layer) => experts > 0 && !dense.has(layer) && (layer + 1) % every === 0;
};

/** Llama 4: as moe_layers lists, else the last of every interleave_moe_layer_step. */
export const interleaved: Where = (config) => {
  const listed = list(config, 'moe_layers', 'whole numbers', isIndex);
  if (listed) {
    const those = new Set(listed);
    return (layer) => those.has(layer);
  }
  const step = whole(config, 'interleave_moe_layer_step');
  return (layer) => (layer + 1) % step === 0;
};
