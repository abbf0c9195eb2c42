import { Option, type Command } from 'commander';
import { SourceError } from '../../sources/index.ts';
import { parseCount } from '../parse-number.ts';
import { parseDuration } from '../parse-time.ts';
import { FORMATS, type Format } from '../report-of.ts';
import { addSettingsOptions, readSettings, type SettingsOptions } from '../settings-options.ts';
import { addConnectionOptions, openSource, type ConnectionOptions } from '../source-options.ts';
import { watchSource } from '../watch/watch-source.ts';

interface WatchCommandOptions extends ConnectionOptions, SettingsOptions {
  readonly every: number;
  readonly window: number;
  readonly for?: number;
  readonly format: Format;
  readonly top?: number;
}

const WINDOW_SECONDS = 60;

export function addWatch(program: Command): void {
  const command = program
    .command('watch')
    .summary('follow engines live')
    .description(
      'Follow engines live: redrawn on a terminal, one line per interval otherwise. Ctrl-C ends with a last report.',
    )
    .argument('<source...>', 'URLs of metrics pages, or one recording')
    .addOption(
      new Option('--every <duration>', 'how often to scrape and redraw').argParser(parseDuration).default(1, '1s'),
    )
    .addOption(
      new Option('--window <duration>', 'how far each view looks back')
        .argParser(parseDuration)
        .default(WINDOW_SECONDS, '1m'),
    )
    .addOption(new Option('--for <duration>', 'stop by itself after this').argParser(parseDuration))
    .addOption(new Option('--format <format>', 'of the last report on stdout').choices(FORMATS).default('text'))
    .addOption(new Option('--top <n>', 'of several engines show this many in full').argParser(parseCount));
  addConnectionOptions(addSettingsOptions(command))
    .addHelpText(
      'after',
      `
Keys on a terminal: q quits with a last report, s saves a report beside you.

Examples:
  ridgeline watch http://localhost:8000/metrics --ttft 0.5
  ridgeline watch http://gpu-1:8000 http://gpu-2:8000 --every 5s --window 5m
  ridgeline watch http://localhost:8000 --for 1m --format json 2>/dev/null > report.json`,
    )
    .action(watch);
}

async function watch(sources: string[], options: WatchCommandOptions): Promise<void> {
  const settings = await readSettings(options);
  const source = await openSource(sources, options, options.every);
  const last = await watchSource(source, {
    settings,
    everySeconds: options.every,
    windowSeconds: options.window,
    forSeconds: options.for,
    format: options.format,
    top: options.top,
  });
  if (!last || last.engines.length === 0) {
    const [error] = last?.errors ?? [];
    throw new SourceError('no-engine', error?.message ?? `${source.name} answered no scrape.`);
  }
}
