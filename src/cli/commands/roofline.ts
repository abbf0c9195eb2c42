import { Option, type Command } from 'commander';
import { capabilityDocument, capabilityScene, renderCapability } from '../../report/index.ts';
import { capability, isUnresolved, resolveDeployment } from '../../roofline/index.ts';
import { renderRooflineSvg } from '../../roofline/drawing/index.ts';
import { addDeploymentOptions } from '../deployment-options.ts';
import { UsageError } from '../exit-code.ts';
import { parseCount, parseCounts, parsePositive } from '../parse-number.ts';
import { readSettings, type SettingsOptions } from '../settings-options.ts';
import { paintFor } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

interface RooflineOptions extends SettingsOptions {
  readonly context: number;
  readonly batch: readonly number[];
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly concurrency: readonly number[];
  readonly format: 'text' | 'json';
  readonly svg?: string;
}

const CONTEXT_TOKENS = 2048;
const BATCHES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
const CONCURRENCIES = [1, 4, 16, 64];
const COLUMNS = 120;

export function addRoofline(program: Command): void {
  const command = program
    .command('roofline')
    .summary('what a GPU could do with a model: limits, batch sweep, predicted loads')
    .description(
      'What a GPU could do with a model: where it saturates, what its memory holds, how long steps take, and what a closed loop of clients would see.',
    );
  addDeploymentOptions(command)
    .option('--settings <file>', 'take what is not given here from its first deployment')
    .addOption(
      new Option('--context <tokens>', 'that a decoding request looks back at')
        .argParser(parseCount)
        .default(CONTEXT_TOKENS),
    )
    .addOption(new Option('--batch <list>', 'batches to sweep').argParser(parseCounts).default(BATCHES, BATCHES.join()))
    .addOption(new Option('--tpot <seconds>', 'objective: which batch is within it').argParser(parsePositive))
    .addOption(new Option('--input-tokens <n>', 'of each request of a closed loop').argParser(parseCount))
    .addOption(new Option('--output-tokens <n>', 'of each request of a closed loop').argParser(parseCount))
    .addOption(
      new Option('--concurrency <list>', 'clients of the closed loop')
        .argParser(parseCounts)
        .default(CONCURRENCIES, CONCURRENCIES.join()),
    )
    .addOption(new Option('--format <format>', 'on stdout').choices(['text', 'json']).default('text'))
    .option('--svg <file>', 'also draw the roofline there')
    .addHelpText(
      'after',
      `
Examples:
  ridgeline roofline --model meta-llama/Llama-3.1-8B --gpu h100-sxm
  ridgeline roofline --model llama-3.1-70b --gpu "NVIDIA H100 80GB HBM3" --tp 4 --weights fp8 --tpot 0.03 --svg roofline.svg
  ridgeline roofline --model ./config.json --gpu l40s --input-tokens 1024 --output-tokens 256 --concurrency 4,8,16 --format json`,
    )
    .action(printRoofline);
}

async function printRoofline(options: RooflineOptions): Promise<void> {
  const { context, batch, tpot, inputTokens, outputTokens, concurrency, format, svg } = options;
  if ((inputTokens === undefined) !== (outputTokens === undefined)) {
    throw new UsageError('A closed loop takes both --input-tokens and --output-tokens.');
  }
  const settings = await readSettings(options);
  const resolved = resolveDeployment(settings.deployments[0], null);
  if (isUnresolved(resolved)) throw new UsageError(resolved.problems.map(asFlag).join('\n'));
  const result = capability(resolved, {
    contextTokens: context,
    batches: batch,
    tpotSeconds: tpot,
    load: inputTokens !== undefined && outputTokens !== undefined ? { inputTokens, outputTokens } : undefined,
    concurrencies: concurrency,
  });
  if (svg !== undefined) await writeOutput('--svg', svg, renderRooflineSvg(capabilityScene(result, resolved, context)));
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(capabilityDocument(result), null, 2)}\n`);
    return;
  }
  const columns = process.stdout.isTTY ? process.stdout.columns : COLUMNS;
  const lines = renderCapability(result, resolved, {
    contextTokens: context,
    columns,
    paint: paintFor(process.stdout),
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Keys of the settings as the flags that say the same. */
const asFlag = (problem: string): string =>
  problem
    .replace(/^deployments\[\]\.model$/, 'Which model? Give --model, an id or the path of a config.json.')
    .replace(/^deployments\[\]\.hardware\.gpu$/, 'On which GPU? Give --gpu, such as h100-sxm.')
    .replace(/^deployments\[\]\.model: /, '--model: ')
    .replace(/^deployments\[\]\.hardware: /, '--gpu: ')
    .replace(/^deployments\[\]\.parallelism\.tensor: /, '--tp: ');
