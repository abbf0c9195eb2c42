import { Option, type Command } from 'commander';
import {
  OBSERVE_SECONDS,
  SourceError,
  type Instant,
  type Observation,
  type ObserveOptions,
  type Selection,
  type SeriesOptions,
  type Source,
} from '../../sources/index.ts';
import { addDeploymentOptions } from '../deployment-options.ts';
import { engineKey, PLAIN, rooflineScene, type Report } from '../../report/index.ts';
import { renderRooflineSvg } from '../../roofline/drawing/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { interruption } from '../interruption.ts';
import { MOST_COMPARED } from '../most-compared.ts';
import { originOf } from '../origin-of.ts';
import { parseCount } from '../parse-number.ts';
import { parseDuration } from '../parse-time.ts';
import { startProgress } from '../progress.ts';
import { FORMATS, render, reportOf, type Format } from '../report-of.ts';
import { addSelectionOptions, selectionOf, type SelectionOptions } from '../selection-options.ts';
import { addSettingsOptions, readSettings, type SettingsOptions } from '../settings-options.ts';
import {
  addConnectionOptions,
  addPrometheusOptions,
  areLive,
  isPrometheus,
  openSource,
  type ConnectionOptions,
  type PrometheusOptions,
} from '../source-options.ts';
import { paintFor } from '../terminal.ts';
import { usualStepSeconds } from '../usual-step.ts';
import { writeOutput } from '../write-output.ts';

interface AnalyzeOptions extends ConnectionOptions, PrometheusOptions, SelectionOptions, SettingsOptions {
  readonly for: number;
  readonly every: number;
  readonly step?: number;
  readonly format?: Format;
  readonly output?: string;
  readonly top?: number;
  readonly svg?: string;
}

export function addAnalyze(program: Command): void {
  const command = program
    .command('analyze')
    .summary('report on engines: live ones, a fleet in a Prometheus, or a recording')
    .description(
      'Report on what engines did: live ones from now on for --for, a past stretch of a Prometheus or of a recording.',
    )
    .argument(
      '<source...>',
      'URLs of metrics pages, one prometheus+http://host:9090, or one recording (*.jsonl, *.jsonl.gz)',
    );
  addSelectionOptions(command)
    .addOption(
      new Option(
        '--step <duration>',
        'of the past, also show how it went, step by step (default for html and markdown: some 60 steps)',
      ).argParser(parseDuration),
    )
    .addOption(
      new Option('--for <duration>', 'how long to watch a live engine')
        .argParser(parseDuration)
        .default(OBSERVE_SECONDS, `${OBSERVE_SECONDS}s`),
    )
    .addOption(
      new Option('--every <duration>', 'how often to scrape a live engine').argParser(parseDuration).default(1, '1s'),
    )
    .addOption(
      new Option('--format <format>', 'of the report (default: as --output is called, else text)').choices(FORMATS),
    )
    .option('-o, --output <file>', 'write the report there instead of to stdout; a file of that name is replaced')
    .addOption(new Option('--top <n>', 'of several engines show this many in full').argParser(parseCount))
    .option('--svg <file>', 'draw the roofline of the first engine there, with --step as its trail');
  addConnectionOptions(addPrometheusOptions(addDeploymentOptions(addSettingsOptions(command))))
    .addHelpText(
      'after',
      `
Examples:
  ridgeline analyze http://localhost:8000/metrics
  ridgeline analyze http://gpu-1:8000 http://gpu-2:8000 --for 1m --ttft 0.5 --tpot 0.05
  ridgeline analyze prometheus+http://localhost:9090 --last 1h --step 5m --match '{namespace="prod"}'
  ridgeline analyze incident.jsonl.gz --from 25s --to 85s
  ridgeline analyze incident.jsonl.gz --ttft 0.5 --tpot 0.05 --output incident.html
  ridgeline analyze incident.jsonl.gz --gpu h100-sxm --tp 2 --step 10s --svg roofline.svg
  ridgeline analyze incident.jsonl.gz --last 5m --format json | jq '.engines[0].measures.waitForecastSeconds'`,
    )
    .action(analyzeSource);
}

async function analyzeSource(sources: string[], options: AnalyzeOptions): Promise<void> {
  const format = options.format ?? formatNamed(options.output);
  const settings = await readSettings(options);
  const source = await openSource(sources, options, options.every, settings);
  const { signal, release } = interruption();
  const progress = startProgress(`Reading ${source.name}`);
  try {
    const selection = selected(sources, options);
    const observing = { signal, onProgress: progress.update };
    const observation = await source.observe(selection, observing);
    const stepSeconds = options.step ?? (showsCourse(format, sources) ? usualStepSeconds(observation) : undefined);
    const steps =
      stepSeconds === undefined ? undefined : await stepsOf(source, selection, { ...observing, stepSeconds });
    const before =
      areLive(sources) || sources.includes('-') ? undefined : await beforeOf(source, observation, observing);
    progress.stop();
    const report = reportOf(source.name, observation, settings, { steps, before });
    if (options.svg !== undefined) await drawRoofline(options.svg, report);
    // What a Prometheus is asked for ends now; to be asked again, the stretch has to be named by its ends.
    const origin = originOf(report, { hasPast: !areLive(sources), endsNow: sources.some(isPrometheus) });
    const paint = options.output === undefined ? paintFor(process.stdout) : PLAIN;
    const text = render(report, format, { paint, top: options.top, origin });
    if (options.output === undefined) process.stdout.write(text);
    else await writeOutput('--output', options.output, text);
    if (report.engines.some(hasFindings)) process.exitCode = EXIT.findings;
  } finally {
    progress.stop();
    release();
  }
}

const EXTENSIONS: Readonly<Record<string, Format>> = { html: 'html', htm: 'html', md: 'markdown', json: 'json' };

const formatNamed = (path = ''): Format => EXTENSIONS[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'text';

/** Formats that are kept show how it went, where there is a past that can be read twice. */
const showsCourse = (format: Format, sources: readonly string[]): boolean =>
  (format === 'html' || format === 'markdown') && !areLive(sources) && !sources.includes('-');

/** What is only worth knowing is no reason for a script to stop. */
const hasFindings = ({ findings = [] }: Report['engines'][number]): boolean =>
  findings.some(({ state, severity }) => state === 'fires' && severity !== 'info');

/** Where the first engine is, and was step by step. */
async function drawRoofline(path: string, { engines: [engine], steps = [] }: Report): Promise<void> {
  if (!engine?.roofline) {
    throw new UsageError(
      '--svg draws a roofline, which takes traffic and the hardware: give --gpu (and --model), or declare it in ridgeline.yaml.',
    );
  }
  const trail = steps.flatMap(({ engines }) => {
    const then = engines.find((each) => engineKey(each) === engineKey(engine));
    return then?.roofline ? [then.roofline] : [];
  });
  await writeOutput('--svg', path, renderRooflineSvg(rooflineScene(engine.roofline, trail)));
}

/** As long a stretch before, against which a changed workload shows; undefined where nothing of it is there. */
async function beforeOf(
  source: Source,
  { startAtSeconds, endAtSeconds, windows }: Observation,
  observing: ObserveOptions,
): Promise<Observation | undefined> {
  if (windows.length > MOST_COMPARED) return undefined;
  const at = (seconds: number): Instant => ({ kind: 'unix', seconds });
  const selection = { from: at(2 * startAtSeconds - endAtSeconds), to: at(startAtSeconds) };
  try {
    return await source.observe(selection, observing);
  } catch (error) {
    if (error instanceof SourceError && !observing.signal?.aborted) return undefined;
    throw error;
  }
}

async function stepsOf(source: Source, selection: Selection, options: SeriesOptions): Promise<Observation[]> {
  const steps: Observation[] = [];
  for await (const step of source.series(selection, options)) steps.push(step);
  if (steps.length > 0) return steps;
  throw new SourceError('empty-window', `The stretch asked for holds no whole --step of ${options.stepSeconds} s.`);
}

function selected(sources: readonly string[], options: AnalyzeOptions): Selection {
  const { from, to, last, step, for: forSeconds } = options;
  if (areLive(sources)) {
    if (from || to || last !== undefined || step !== undefined) {
      throw new UsageError(
        'A live engine has no past: --from, --to, --last and --step need a recording or a Prometheus. Use --for 30s to watch it from now on.',
      );
    }
    return { lastSeconds: forSeconds };
  }
  return selectionOf(options);
}
