import { Option, type Command } from 'commander';
import { startExporter, type Exporter } from '../../exporter/index.ts';
import type { Settings } from '../../settings/index.ts';
import { SourceError, systemClock } from '../../sources/index.ts';
import { addDeploymentOptions } from '../deployment-options.ts';
import { UsageError } from '../exit-code.ts';
import { formatListen, parseListen, type ListenAddress } from '../parse-listen.ts';
import { parseDuration } from '../parse-time.ts';
import { reportInTurns } from '../report-of.ts';
import { serviceSignals } from '../service-signals.ts';
import { addSettingsOptions, readSettings, type SettingsOptions } from '../settings-options.ts';
import {
  addConnectionOptions,
  addPrometheusOptions,
  isUrl,
  openSource,
  type ConnectionOptions,
  type PrometheusOptions,
} from '../source-options.ts';

interface ExportOptions extends ConnectionOptions, PrometheusOptions, SettingsOptions {
  readonly listen: ListenAddress;
  readonly every: number;
  readonly window?: number;
}

const LISTEN: ListenAddress = { host: '127.0.0.1', port: 9842 };

// As Prometheus scrapes.
const EVERY_SECONDS = 15;

// Long enough for a wait forecast and for means (README, "How long a window is enough"), and never fewer than four scrapes
// apart, so that one that fails does not empty it.
const WINDOW_SECONDS = 60;
const WINDOW_CYCLES = 4;

export function addExport(program: Command): void {
  const command = program
    .command('export')
    .summary('serve what is measured as Prometheus metrics')
    .description(
      'Follow engines and serve every measure as a Prometheus metric, and the report as JSON, until Ctrl-C. SIGHUP reads the settings again.',
    )
    .argument('<url...>', 'URLs of metrics pages, or one prometheus+http://host:9090')
    .addOption(
      new Option('--listen <host:port>', 'where to serve; port 0 takes a free one')
        .argParser(parseListen)
        .default(LISTEN, formatListen(LISTEN)),
    )
    .addOption(
      new Option('--every <duration>', 'how often to scrape, and to make a report')
        .argParser(parseDuration)
        .default(EVERY_SECONDS, `${EVERY_SECONDS}s`),
    )
    .addOption(
      new Option(
        '--window <duration>',
        `how far each report looks back (default: 1m, or ${WINDOW_CYCLES} × --every if that is more)`,
      ).argParser(parseDuration),
    );
  addConnectionOptions(addPrometheusOptions(addDeploymentOptions(addSettingsOptions(command))))
    .addHelpText(
      'after',
      `
Served: /metrics, /api/report, /readyz (is there a recent report?), /healthz.
There is no authentication: whoever reaches the address can read it.

Examples:
  ridgeline export http://localhost:8000/metrics
  ridgeline export http://gpu-1:8000 http://gpu-2:8000 --settings ridgeline.yaml --every 5s
  ridgeline export prometheus+http://localhost:9090 --match '{namespace="prod"}'
  ridgeline export http://localhost:8000 --listen 0.0.0.0:9842
  curl -s http://127.0.0.1:9842/api/report | jq '.engines[0].measures.waitForecastSeconds'`,
    )
    .action(exportSource);
}

async function exportSource(urls: string[], options: ExportOptions): Promise<void> {
  if (!urls.every(isUrl)) {
    throw new UsageError(
      'export follows live engines; give URLs. A recording becomes one with `ridgeline replay RECORDING`.',
    );
  }
  const { listen, every: everySeconds } = options;
  let settings = await readSettings(options);
  const source = await openSource(urls, options, everySeconds, settings);
  let exporter: Exporter | undefined;
  let reloaded = Promise.resolve();
  // One after the other: the settings in force are those that were there last.
  const { stopped, release } = serviceSignals(() => {
    reloaded = reloaded.then(async () => {
      const fresh = await readAgain(options);
      settings = fresh ?? settings;
      exporter?.settingsReloaded(fresh ? 'success' : 'failure');
    });
  });
  try {
    exporter = await startExporter({
      source,
      reportOf: (observation) => reportInTurns(source.name, observation, settings),
      everySeconds,
      windowSeconds: options.window ?? Math.max(WINDOW_SECONDS, WINDOW_CYCLES * everySeconds),
      ...listen,
      clock: systemClock,
      say,
    }).catch((error: unknown) => {
      throw listenError(error, listen);
    });
    process.stdout.write(`${exporter.url}\n`);
    if (!exporter.isLoopback)
      say(`${exporter.url} can be reached from outside this machine, and it asks nobody who they are.`);
    await stopped;
  } finally {
    release();
    await exporter?.close();
  }
}

/** Undefined, after saying what is wrong with them, where they cannot be read. */
async function readAgain(options: SettingsOptions): Promise<Settings | undefined> {
  try {
    const settings = await readSettings(options);
    say('The settings were read again and hold from the next report on.');
    return settings;
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\nThe settings were not changed.`);
    return undefined;
  }
}

function listenError(error: unknown, listen: ListenAddress): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const reason = error.code === 'EADDRINUSE' ? 'something else listens there' : error.message;
  return new SourceError(
    'unreachable',
    `The exporter cannot listen on ${formatListen(listen)}: ${reason}. Choose another address with --listen; port 0 takes a free one.`,
    { cause: error },
  );
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
