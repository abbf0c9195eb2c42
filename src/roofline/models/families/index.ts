// Takes a config. Gives the family that reads it. Never guesses: an unknown name is no family.
import { deepseekV2, deepseekV3 } from './deepseek.ts';
import { gptOss, graniteMoe, minimaxM2, olmoe, phiMoe } from './experts-everywhere.ts';
import { falcon } from './falcon.ts';
import type { Family } from './family.ts';
import { gemma, gemma2, gemma3 } from './gemma.ts';
import { glm, glm4, glm4Moe } from './glm.ts';
import { gpt2, gptBigCode, gptNeoX, nemotron, opt, phi, starcoder2 } from './layer-norm.ts';
import { llama, llama4, olmo2, olmo3, phi3, seedOss } from './llama.ts';
import { mistral, mixtral } from './mistral.ts';
import { qwen2, qwen2Moe, qwen3, qwen35, qwen3Moe, qwen3Next } from './qwen.ts';

export type { Family } from './family.ts';

export const FAMILIES: readonly Family[] = [
  ...[llama, llama4, mistral, mixtral, phi3, phi, phiMoe, seedOss, olmo2, olmo3, olmoe, graniteMoe],
  ...[qwen2, qwen2Moe, qwen3, qwen3Moe, qwen3Next, qwen35],
  ...[gemma, gemma2, gemma3, deepseekV2, deepseekV3, glm, glm4, glm4Moe, gptOss, minimaxM2],
  ...[opt, gpt2, gptBigCode, gptNeoX, starcoder2, nemotron, falcon],
];

/** What may stand in `architectures`. */
export const ARCHITECTURES: readonly string[] = FAMILIES.flatMap(({ architectures }) => architectures).sort();

/** And in `model_type`. */
export const MODEL_TYPES: readonly string[] = FAMILIES.flatMap(({ modelTypes }) => modelTypes).sort();

export const familyByArchitecture = (name: string): Family | undefined =>
  FAMILIES.find(({ architectures }) => architectures.includes(name));

export const familyByModelType = (name: string): Family | undefined =>
  FAMILIES.find(({ modelTypes }) => modelTypes.includes(name));
