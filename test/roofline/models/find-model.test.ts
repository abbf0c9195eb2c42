import { describe, expect, it } from 'vitest';
import { CATALOGUE, findModel, parameters, type Model } from '../../../src/roofline/models/index.ts';

function found(name: string): Model {
  const result = findModel(name);
  if ('problem' in result) throw new Error(result.problem);
  return result.model;
}

function problem(name: string): string {
  const result = findModel(name);
  return 'problem' in result ? result.problem : `found ${result.model.id}`;
}

it.each(CATALOGUE.flatMap(({ id, also = [] }) => [id, ...also].map((name) => [name, id])))('%s is %s', (name, id) => {
  expect(found(name).id).toBe(id);
});

describe('other ways to write the same', () => {
  it.each([
    ['llama-3.1-8b-instruct', 'meta-llama/Llama-3.1-8B'],
    ['meta-llama/Meta-Llama-3.1-8B-Instruct', 'meta-llama/Llama-3.1-8B'],
    ['/models/Qwen3-32B/', 'Qwen/Qwen3-32B'],
    ['/root/.cache/huggingface/hub/models--openai--gpt-oss-20b/snapshots/0a1b2c', 'openai/gpt-oss-20b'],
    ['Llama-2-7b-chat-hf', 'meta-llama/Llama-2-7b-hf'],
    ['mistralai/Mixtral-8x7B-Instruct-v0.1', 'mistralai/Mixtral-8x7B-v0.1'],
    ['Qwen/Qwen3-235B-A22B-Thinking-2507', 'Qwen/Qwen3-235B-A22B'],
    ['deepseek-ai/DeepSeek-R1-0528', 'deepseek-ai/DeepSeek-V3'],
    ['gemma-3-27b-pt', 'google/gemma-3-27b-it'],
  ])('%s', (name, id) => {
    expect(found(name).id).toBe(id);
  });
});

describe('a format at the end', () => {
  it.each([
    ['Qwen/Qwen3-32B-FP8', 8, 'fp8'],
    ['RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8-dynamic', 8, 'fp8'],
    ['RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8', 8, 'int8'],
    ['RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a16', 8, 'bf16'],
    ['Qwen/Qwen2.5-72B-Instruct-AWQ', 4.15625, 'bf16'],
    ['Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4', 4.15625, 'bf16'],
    ['Qwen/Qwen2.5-72B-Instruct-GPTQ-Int8', 8, 'bf16'],
    ['Llama-3.3-70B-Instruct-NVFP4', 4.5, 'fp4'],
  ])('%s', (name, bitsPerParameter, compute) => {
    const model = found(name);
    expect(model.formats.dense).toMatchObject({ bitsPerParameter, compute });
    expect(model.id).toBe(name.split('/').at(-1));
  });
  it.each([
    'Llama-2-7B-GPTQ',
    'Llama-3.1-8B-Instruct-INT8',
    'Llama-3.1-8B-Instruct-bnb-4bit',
    'DeepSeek-R1-NVFP4',
    'Qwen3-32B-GGUF',
  ])('%s may mean several', (name) => {
    expect(problem(name)).toMatch(/alone does not tell how its weights are kept. Give the config.json/);
  });
});

describe('what is not there', () => {
  it('is a problem that names the nearest', () => {
    expect(problem('Qwen3-9B')).toMatch(/^"Qwen3-9B" is not in the catalogue of models. Did you mean .*Qwen\/Qwen3-\d/);
    expect(problem('gpt-4')).toContain('not in the catalogue');
  });
  it.each([
    '',
    '/',
    '---',
    'Llama-3.1-9B',
    'Qwen2.5-7B-Math',
    'instruct',
    'FP8',
    '-FP8',
    'models--',
    'x'.repeat(100_000),
  ])('never guesses: %#', (name) => {
    expect(problem(name)).toMatch(/is not in the catalogue/);
    expect(problem(name).length).toBeLessThan(600);
  });
  it('counts the same whatever the format', () => {
    expect(parameters(found('Qwen3-32B-FP8'))).toEqual(parameters(found('Qwen3-32B')));
  });
});
