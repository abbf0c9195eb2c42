import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { parseDocument } from 'yaml';
import { thresholdProblems } from '../diagnosis/index.ts';
import { NO_SETTINGS, parseSettings, withObjective, type Settings } from '../settings/index.ts';
import { withDeploymentFlags, withConfig, type DeploymentOptions } from './deployment-options.ts';
import { UsageError } from './exit-code.ts';
import { parsePositive } from './parse-number.ts';

/** What the operator declares, in a file or on the command line. */
export interface SettingsOptions extends DeploymentOptions {
  readonly settings?: string;
  readonly ttft?: number;
  readonly tpot?: number;
  readonly e2e?: number;
}

const DEFAULT_FILE = 'ridgeline.yaml';

export const addSettingsOptions = (command: Command): Command =>
  command
    .option(
      '--settings <file>',
      `what you declare of your engines and objectives (default: ./${DEFAULT_FILE} if it is there)`,
    )
    .addOption(new Option('--ttft <seconds>', 'objective: time to first token').argParser(parsePositive))
    .addOption(new Option('--tpot <seconds>', 'objective: time per output token').argParser(parsePositive))
    .addOption(new Option('--e2e <seconds>', 'objective: end to end').argParser(parsePositive));

/** The settings in force. What the command line says comes before the file, and the models' configs are read. */
export async function readSettings(options: SettingsOptions): Promise<Settings> {
  const settings = await readSettingsFile(options.settings);
  const { ttft, tpot, e2e } = options;
  const deployments = withDeploymentFlags(options, settings.deployments);
  return {
    ...withObjective(settings, { ttftSeconds: ttft, tpotSeconds: tpot, e2eSeconds: e2e }),
    deployments: await Promise.all(deployments.map(withConfig)),
  };
}

async function readSettingsFile(path: string | undefined): Promise<Settings> {
  const file = path ?? DEFAULT_FILE;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (path === undefined && error instanceof Error && 'code' in error && error.code === 'ENOENT') return NO_SETTINGS;
    throw new UsageError(
      `--settings ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  }
  return settingsFrom(text, file);
}

function settingsFrom(text: string, file: string): Settings {
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem)
    throw new UsageError(`${file} is not valid YAML: ${problem.message.split('\n')[0]?.replace(/:$/, '') ?? ''}.`);
  const result = parseSettings(plainOf(document, file));
  const problems = 'problems' in result ? result.problems : thresholdProblems(result.settings.rules ?? {});
  if ('problems' in result || problems.length > 0)
    throw new UsageError(`${file} is not valid:\n${problems.map((each) => `  ${each}`).join('\n')}`);
  return result.settings;
}

/** Aliases to nowhere, and bombs of them, show only when they are followed. */
function plainOf(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new UsageError(`${file} is not valid YAML: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}
