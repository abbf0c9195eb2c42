import { Option, type Command } from 'commander';
import { SourceError } from '../../sources/index.ts';
import { addDeploymentOptions } from '../deployment-options.ts';
import { UsageError } from '../exit-code.ts';
import { parseCount } from '../parse-number.ts';
import { parseDuration } from '../parse-time.ts';
import { FORMATS, type Format } from '../report-of.ts';
import { addSettingsOptions, readSettings, type SettingsOptions } from '../settings-options.ts';
import {
  addConnectionOptions,
  addPrometheusOptions,
  isPrometheus,
  openSource,
  type ConnectionOptions,
  type PrometheusOptions,
} from '../source-options.ts';
import { watchSource, type WatchOptions } from '../watch/watch-source.ts';

interface WatchCommandOptions extends ConnectionOptions, PrometheusOptions, SettingsOptions {
  readonly every?: number;
  readonly window?: number;
  readonly last?: number;
  readonly step?: number;
  readonly for?: number;
  readonly format: Format;
  readonly top?: number;
}

// A live engine shows each second; a Prometheus has news as often as it scrapes.
const LIVE = { everySeconds: 1, windowSeconds: 60 };
const PROMETHEUS = { everySeconds: 15, windowSeconds: 300 };

/** As many steps as the sparklines have points. */
const STEPS_OF_HISTORY = 40;

export function addWatch(program: Command): void {
  const command = program
    .command('watch')
    .summary('follow engines live')
    .description(
      'Follow engines live: redrawn on a terminal, one line per interval otherwise. Ctrl-C ends with a last report.',
    )
    .argument('<source...>', 'URLs of metrics pages, one prometheus+http://host:9090, or one recording')
    .addOption(
      new Option('--every <duration>', 'how often to look (default: 1s, of a Prometheus 15s)').argParser(parseDuration),
    )
    .addOption(
      new Option('--window <duration>', 'how far each view looks back (default: 1m, of a Prometheus 5m)').argParser(
        parseDuration,
      ),
    )
    .addOption(
      new Option('--last <duration>', 'of a Prometheus, begin with this much of the past in the curves').argParser(
        parseDuration,
      ),
    )
    .addOption(
      new Option('--step <duration>', `how far apart those are (default: --last ÷ ${STEPS_OF_HISTORY})`).argParser(
        parseDuration,
      ),
    )
    .addOption(new Option('--for <duration>', 'stop by itself after this').argParser(parseDuration))
    .addOption(new Option('--format <format>', 'of the last report on stdout').choices(FORMATS).default('text'))
    .addOption(new Option('--top <n>', 'of several engines show this many in full').argParser(parseCount));
  addConnectionOptions(addPrometheusOptions(addDeploymentOptions(addSettingsOptions(command))))
    .addHelpText(
      'after',
      `
Keys on a terminal: arrows (or j, k) choose an engine, Enter opens it, then they choose a finding and ? explains it;
Esc goes back, s saves a report beside you as Markdown and JSON, q quits with a last report.

Examples:
  ridgeline watch http://localhost:8000/metrics --ttft 0.5
  ridgeline watch http://gpu-1:8000 http://gpu-2:8000 --every 5s --window 5m
  ridgeline watch prometheus+http://localhost:9090 --match '{namespace="prod"}' --last 1h
  ridgeline watch http://localhost:8000 --for 1m --format json 2>/dev/null > report.json`,
    )
    .action(watch);
}

async function watch(sources: string[], options: WatchCommandOptions): Promise<void> {
  const settings = await readSettings(options);
  const usual = sources.some(isPrometheus) ? PROMETHEUS : LIVE;
  const { every: everySeconds = usual.everySeconds, window: windowSeconds = usual.windowSeconds } = options;
  const source = await openSource(sources, options, everySeconds, settings);
  const last = await watchSource(source, {
    settings,
    everySeconds,
    windowSeconds,
    history: historyOf(sources, options),
    forSeconds: options.for,
    format: options.format,
    top: options.top,
  });
  if (!last || last.engines.length === 0) {
    const [error] = last?.errors ?? [];
    throw new SourceError('no-engine', error?.message ?? `${source.name} answered no scrape.`);
  }
}

function historyOf(sources: readonly string[], { last, step }: WatchCommandOptions): WatchOptions['history'] {
  if (last === undefined && step === undefined) return undefined;
  if (!sources.some(isPrometheus)) {
    throw new UsageError(
      '--last and --step of watch need a Prometheus, which has a past; what is scraped live has none.',
    );
  }
  if (last === undefined) throw new UsageError('--step divides --last: give both, such as --last 1h --step 1m.');
  return { lastSeconds: last, stepSeconds: step ?? last / STEPS_OF_HISTORY };
}
