import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { foreignPatterns, printInhibitions, RULE_KINDS, ruleFile, type RuleKind } from '../../exporter/rules/index.ts';
import { UsageError } from '../exit-code.ts';
import { parseDuration } from '../parse-time.ts';
import { addSettingsOptions, readSettings, type SettingsOptions } from '../settings-options.ts';

interface RulesOptions extends SettingsOptions {
  readonly window: number;
  readonly runbookUrl: string;
  readonly pagesUrl: string;
  readonly fromExporter?: boolean;
  readonly kind?: Kind;
  readonly output?: string;
}

const WINDOW_SECONDS = 300;
const RUNBOOK = 'provisioning/prometheus/runbook.md';
const PAGES = 'docs/rules';

const INHIBITIONS = 'inhibitions';
const KINDS = [...RULE_KINDS, INHIBITIONS] as const;
type Kind = (typeof KINDS)[number];

export function addRules(program: Command): void {
  const command = program
    .command('rules')
    .summary('write recording and alert rules for Prometheus')
    .description(
      'Write Prometheus rules: the measures as recording rules, and alerts with the thresholds and objectives that you declare. Where Prometheus scrapes `ridgeline export`, its findings alert with --from-exporter.',
    )
    .addOption(
      new Option('--window <duration>', 'what rates and averages look back over; at least four scrapes')
        .argParser(parseDuration)
        .default(WINDOW_SECONDS, '5m'),
    )
    .option(
      '--from-exporter',
      'alert on the findings of `ridgeline export`, and leave out what says the same from PromQL',
    )
    .addOption(
      new Option(
        '--kind <kind>',
        'only these rules (default: recording and alerts; with --from-exporter findings, too); inhibitions are for Alertmanager',
      ).choices(KINDS),
    )
    .option('--runbook-url <url>', 'where the runbook of the alerts is, without the anchor', RUNBOOK)
    .option('--pages-url <url>', 'where the pages of the rules behind findings are, without ID.md', PAGES)
    .option('-o, --output <folder>', 'write ridgeline-recording.rules.yml, ridgeline-alerts.rules.yml and so on there');
  addSettingsOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  ridgeline rules --settings ridgeline.yaml --output /etc/prometheus/rules
  ridgeline rules --ttft 0.5 --tpot 0.05 | promtool check rules
  ridgeline rules --from-exporter --output /etc/prometheus/rules
  ridgeline rules --kind inhibitions > inhibitions.yml
  ridgeline rules --kind alerts --runbook-url https://wiki.example.com/vllm > alerts.rules.yml`,
    )
    .action(writeRules);
}

async function writeRules(options: RulesOptions): Promise<void> {
  const { window: windowSeconds, output } = options;
  const settings = await readSettings(options);
  const problems = foreignPatterns(settings);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const kinds = kindsOf(options);
  const ofRules = (rules: readonly RuleKind[]): string => ruleFile(rules, settings, { ...options, windowSeconds });
  if (output === undefined) {
    // What is for Alertmanager cannot stand among rules, so it is printed when asked for alone.
    const rules = kinds.filter((each) => each !== INHIBITIONS);
    process.stdout.write(rules.length > 0 ? ofRules(rules) : printInhibitions());
    return;
  }
  for (const each of kinds) {
    const path = join(output, `ridgeline-${each}${each === INHIBITIONS ? '' : '.rules'}.yml`);
    await write(output, path, each === INHIBITIONS ? printInhibitions() : ofRules([each]));
    process.stderr.write(`${path}\n`);
  }
}

function kindsOf({ kind, fromExporter = false }: RulesOptions): readonly Kind[] {
  if (kind !== undefined) return [kind];
  return fromExporter ? KINDS : ['recording', 'alerts'];
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
