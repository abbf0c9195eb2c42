import { readFile, stat } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import type { Deployment } from '../settings/index.ts';
import { UsageError } from './exit-code.ts';
import { parseCount, parseShare } from './parse-number.ts';

/** What runs where, on the command line. */
export interface DeploymentOptions {
  readonly model?: string;
  readonly gpu?: string;
  readonly tp?: number;
  readonly pp?: number;
  readonly dp?: number;
  readonly ep?: true;
  readonly weights?: string;
  readonly kvCache?: string;
  readonly maxNumSeqs?: number;
  readonly maxNumBatchedTokens?: number;
  readonly gpuMemoryUtilization?: number;
}

export const addDeploymentOptions = (command: Command): Command =>
  command
    .option('--model <id>', 'model as the catalogue calls it, or the path of its config.json')
    .option('--gpu <name>', 'such as h100-sxm, "NVIDIA L40S"; other hardware goes into ridgeline.yaml')
    .addOption(new Option('--tp <n>', 'tensor-parallel size').argParser(parseCount))
    .addOption(new Option('--pp <n>', 'pipeline-parallel size').argParser(parseCount))
    .addOption(new Option('--dp <n>', 'data-parallel size').argParser(parseCount))
    .option('--ep', 'experts whole on single GPUs')
    .option('--weights <format>', 'such as fp8, int4, mxfp4 (default: as in the config)')
    .option('--kv-cache <format>', 'such as fp8 (default: 16 bits)')
    .addOption(new Option('--max-num-seqs <n>', 'as vLLM was told').argParser(parseCount))
    .addOption(new Option('--max-num-batched-tokens <n>', 'as vLLM was told').argParser(parseCount))
    .addOption(new Option('--gpu-memory-utilization <share>', 'as vLLM was told').argParser(parseShare));

/**
 * What the flags say comes before what each deployment of the file says, and holds for engines that none of them is about.
 * Without flags the deployments stay as they are; a calibration holds only for what it was measured on.
 */
export function withDeploymentFlags(options: DeploymentOptions, deployments: readonly Deployment[]): Deployment[] {
  const { model, gpu, tp, pp, dp, ep, weights, kvCache, maxNumSeqs, maxNumBatchedTokens, gpuMemoryUtilization } =
    options;
  const given = present({ model, hardware: gpu === undefined ? undefined : { gpu } });
  const parallelism = present({ tensor: tp, pipeline: pp, data: dp, expert: ep });
  const precision = present({ weights, kvCache });
  const engine = present({ maxNumSeqs, maxNumBatchedTokens, gpuMemoryUtilization });
  const isGiven = [given, parallelism, precision, engine].some((part) => Object.keys(part).length > 0);
  if (!isGiven) return [...deployments];
  const isAnother = model !== undefined || gpu !== undefined || weights !== undefined;
  return [...deployments, { match: {} }].map((declared: Deployment) => ({
    ...declared,
    ...given,
    ...(isAnother && { calibration: undefined }),
    parallelism: { ...declared.parallelism, ...parallelism },
    precision: { ...declared.precision, ...precision },
    engine: { ...declared.engine, ...engine },
  }));
}

function present<Part extends object>(part: Part): { [Key in keyof Part]?: NonNullable<Part[Key]> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Part]?: NonNullable<Part[Key]>;
  };
}

/** A config.json is some kB; a file of another kind may be anything. */
const MAXIMUM_BYTES = 8 * 1024 * 1024;

/** With the content of the config.json where `model` is the path of one. */
export async function withConfig(deployment: Deployment): Promise<Deployment> {
  const { model } = deployment;
  if (typeof model !== 'string' || !/\.json$/i.test(model)) return deployment;
  try {
    if ((await stat(model)).size > MAXIMUM_BYTES) throw new Error(`it is larger than ${MAXIMUM_BYTES} bytes`);
    const config: unknown = JSON.parse(await readFile(model, 'utf8'));
    if (typeof config !== 'object' || config === null || Array.isArray(config)) throw new Error('it holds no object');
    return { ...deployment, model: { ...config } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The model's config ${model} cannot be read: ${reason}.`, { cause: error });
  }
}
