import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { foreignPatterns, RULE_KINDS, ruleFile, type RuleKind } from '../../exporter/rules/index.ts';
import { UsageError } from '../exit-code.ts';
import { parseDuration } from '../parse-time.ts';
import { addSettingsOptions, readSettings, type SettingsOptions } from '../settings-options.ts';

interface RulesOptions extends SettingsOptions {
  readonly window: number;
  readonly runbookUrl: string;
  readonly kind?: RuleKind;
  readonly output?: string;
}

const WINDOW_SECONDS = 300;
const RUNBOOK = 'provisioning/prometheus/runbook.md';

export function addRules(program: Command): void {
  const command = program
    .command('rules')
    .summary('write recording and alert rules for Prometheus')
    .description(
      'Write Prometheus rules: the measures as recording rules, and alerts with the thresholds and objectives that you declare.',
    )
    .addOption(
      new Option('--window <duration>', 'what rates and averages look back over; at least four scrapes')
        .argParser(parseDuration)
        .default(WINDOW_SECONDS, '5m'),
    )
    .addOption(new Option('--kind <kind>', 'only these rules (default: both)').choices(RULE_KINDS))
    .option('--runbook-url <url>', 'where the runbook of the alerts is, without the anchor', RUNBOOK)
    .option('-o, --output <folder>', 'write ridgeline-recording.rules.yml and ridgeline-alerts.rules.yml there');
  addSettingsOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  ridgeline rules --settings ridgeline.yaml --output /etc/prometheus/rules
  ridgeline rules --ttft 0.5 --tpot 0.05 | promtool check rules
  ridgeline rules --kind alerts --runbook-url https://wiki.example.com/vllm > alerts.rules.yml`,
    )
    .action(writeRules);
}

async function writeRules(options: RulesOptions): Promise<void> {
  const { window: windowSeconds, runbookUrl, kind, output } = options;
  const settings = await readSettings(options);
  const problems = foreignPatterns(settings);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const kinds = kind === undefined ? RULE_KINDS : [kind];
  if (output === undefined) {
    process.stdout.write(ruleFile(kinds, settings, { windowSeconds, runbookUrl }));
    return;
  }
  for (const each of kinds) {
    const path = join(output, `ridgeline-${each}.rules.yml`);
    await write(output, path, ruleFile([each], settings, { windowSeconds, runbookUrl }));
    process.stderr.write(`${path}\n`);
  }
}

async function write(folder: string, path: string, text: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--output ${folder} cannot be written to: ${reason}.`, { cause: error });
  }
}
