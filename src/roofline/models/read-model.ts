import { HIDDEN_SIZE } from './attention.ts';
import { ARCHITECTURES, MODEL_TYPES, familyByArchitecture, familyByModelType, type Family } from './families/index.ts';
import { find, flag, has, inner, isObject, isText, list, text, whole, wholeOr, type Fields } from './fields.ts';
import { groupLayers, type Layer } from './layer.ts';
import { ModelError } from './model-error.ts';
import type { Model } from './model.ts';
import { parameters } from './parameters.ts';
import { readFormats } from './quantization/read-formats.ts';

// More layers than any decoder has; below it nothing that a file can say takes long.
const MOST_LAYERS = 1000;

/**
 * The decoder that a Hugging Face `config.json` describes, old field names and new. Throws a ModelError for whatever it
 * does not know for sure: an architecture, a field that is missing or has another type, a quantization.
 *
 *     readModel(JSON.parse(file), 'meta-llama/Llama-3.1-8B')
 *
 * - A model that also sees or hears: its text part; the rest is named in `leftOut`.
 * - Layers for multi-token prediction are left out: vLLM loads them only when told to speculate with them.
 */
export function readModel(config: unknown, id?: string): Model {
  if (!isObject(config)) throw new ModelError('the config', 'an object', config);
  const top: Fields = { path: '', values: config };
  const nested = inner(top, 'text_config');
  const family = familyOf(top, nested);
  const said = nested ?? top;
  const decoder: Fields = { path: said.path, values: { ...family.usual, ...withoutNulls(said.values) } };
  const layers = readLayers(decoder, family);
  const architecture = architectureOf(top) ?? architectureOf(decoder) ?? text(decoder, 'model_type') ?? '';
  const tiedEmbeddings = flag(has(top, TIED) ? top : decoder, TIED, family.tiedEmbeddings);
  const leftOut = whatIsLeftOut(top, decoder);
  const shape = {
    id: id ?? nameOr(top, architecture),
    architecture,
    hiddenSize: whole(decoder, HIDDEN_SIZE),
    vocabularySize: whole(decoder, 'vocab_size'),
    maximumContextTokens: wholeOr(decoder, ['max_position_embeddings', 'n_positions', 'seq_length'], null),
    tiedEmbeddings,
    layers: groupLayers(layers),
    otherParameters: normParameters(decoder, family) + (family.otherParameters?.(decoder) ?? 0),
  };
  const model = { ...shape, formats: readFormats(top, decoder, { ...shape, layers }) };
  if (!Number.isSafeInteger(parameters(model).total)) {
    throw new ModelError('the config', 'of a model with fewer than 2^53 parameters', 'more');
  }
  return leftOut.length > 0 ? { ...model, leftOut } : model;
}

const TIED = 'tie_word_embeddings';

const withoutNulls = (values: Fields['values']): Fields['values'] =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** Architectures name the whole; where that has a text part, the text part's own type says more. */
function familyOf(top: Fields, nested: Fields | undefined): Family {
  const architecture = architectureOf(top);
  const modelType = text(nested ?? top, 'model_type');
  const byType = modelType === undefined ? undefined : familyByModelType(modelType);
  const byName = architecture === undefined ? undefined : familyByArchitecture(architecture);
  const family = nested ? (byType ?? byName) : architecture === undefined ? byType : byName;
  if (family) return family;
  // What was looked up last: the type of the text part, or of a config that names no architecture.
  const byTypeOnly = modelType !== undefined && (nested !== undefined || architecture === undefined);
  if (byTypeOnly)
    throw new ModelError(find(nested ?? top, 'model_type').field, `one of ${MODEL_TYPES.join(', ')}`, modelType);
  throw new ModelError('architectures', `one of ${ARCHITECTURES.join(', ')}`, architecture);
}

const architectureOf = (fields: Fields): string | undefined => list(fields, 'architectures', 'texts', isText)?.[0];

function nameOr(top: Fields, otherwise: string): string {
  const name = text(top, '_name_or_path')?.trim() ?? '';
  return name === '' ? otherwise : name;
}

function readLayers(decoder: Fields, family: Family): readonly Layer[] {
  const layerCount = whole(decoder, ['num_hidden_layers', 'n_layer'], { most: MOST_LAYERS });
  const attention = family.attention(decoder, layerCount);
  const feedForward = family.feedForward(decoder, layerCount);
  const norms = (family.norms?.(decoder) ?? 2) * normParameters(decoder, family);
  return attention.flatMap(({ part, smallParameters }, i) => {
    const other = feedForward[i];
    if (!other) return [];
    return [
      { attention: part, feedForward: other.part, smallParameters: smallParameters + other.smallParameters + norms },
    ];
  });
}

const normParameters = (decoder: Fields, { shiftedNorms }: Family): number =>
  (shiftedNorms ? 2 : 1) * whole(decoder, HIDDEN_SIZE);

const PARTS: readonly (readonly [what: string, names: readonly [string, ...string[]]])[] = [
  ['vision tower', ['vision_config', 'visual', 'vision_tower_config']],
  ['audio tower', ['audio_config']],
];

const EXTRA_LAYERS = ['num_nextn_predict_layers', 'mtp_num_hidden_layers', 'num_mtp_modules'] as const;

function whatIsLeftOut(top: Fields, decoder: Fields): readonly string[] {
  const parts = PARTS.filter(([, names]) => isObject(find(top, names).value)).map(([what]) => what);
  const extra = find(decoder, EXTRA_LAYERS).value;
  return typeof extra === 'number' && extra > 0 ? [...parts, 'multi-token prediction'] : parts;
}
