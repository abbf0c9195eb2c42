import { Option, type Command } from 'commander';
import {
  compareBenchmarks,
  compareEngines,
  type BenchmarkComparison,
  type BenchmarkRun,
  type EngineComparison,
  type Side,
} from '../../comparison/index.ts';
import { printable } from '../../quantities/index.ts';
import {
  comparisonReport,
  renderComparisonMarkdown,
  renderComparisonText,
  type ComparisonReport,
} from '../../report/index.ts';
import { parseMatchers, readBenchmarks, type Matcher, type Selection } from '../../sources/index.ts';
import { engineSides, type Place } from '../compare/engine-sides.ts';
import { namedSides, type NamedSides } from '../compare/named-sides.ts';
import { parseRange } from '../compare/parse-range.ts';
import { addDeploymentOptions } from '../deployment-options.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { interruption } from '../interruption.ts';
import { parseRatio } from '../parse-number.ts';
import { parseDuration } from '../parse-time.ts';
import { startProgress } from '../progress.ts';
import { addSettingsOptions, readSettings, type SettingsOptions } from '../settings-options.ts';
import {
  addConnectionOptions,
  addPrometheusOptions,
  openSource,
  type ConnectionOptions,
  type PrometheusOptions,
} from '../source-options.ts';
import { paintFor } from '../terminal.ts';

/** What the command line says beside A and B. */
export interface CompareOptions extends ConnectionOptions, PrometheusOptions, SettingsOptions {
  readonly rangeA?: Selection;
  readonly rangeB?: Selection;
  readonly last?: number;
  readonly matchA?: readonly Matcher[];
  readonly matchB?: readonly Matcher[];
  readonly step?: number;
  readonly threshold: number;
  readonly noise?: number;
  readonly measures?: readonly string[];
  readonly format: Format;
}

/** A choice: what is less moves no user and no plan; a system that is looked at for an hour can be told to as much. */
const THRESHOLD_RATIO = 0.05;

export function addCompare(program: Command): void {
  const command = program
    .command('compare')
    .summary('did it get slower, or did the workload change? two ranges, recordings, deployments or benchmarks')
    .description(
      'Compare B, a candidate, with A, a baseline: whether the workload shifted, then whether the system changed at equal load.',
    )
    .argument(
      '<a>',
      'the baseline: a recording, prometheus+http://host:9090, or what vllm bench wrote, a .json file or a folder of them',
    )
    .argument('[b]', 'what is judged, likewise; left out: A again, with --range-b or --match-b')
    .addOption(new Option('--range-a <start..end>', 'only this of A; times as --from of analyze').argParser(parseRange))
    .addOption(new Option('--range-b <start..end>', 'only this of B').argParser(parseRange))
    .addOption(
      new Option('--last <duration>', 'of a side without a range, only its last part').argParser(parseDuration),
    )
    .addOption(new Option('--match-a <matchers>', 'of a Prometheus, only these engines are A').argParser(parseMatchers))
    .addOption(new Option('--match-b <matchers>', 'only these engines are B').argParser(parseMatchers))
    .addOption(
      new Option(
        '--step <duration>',
        'length of one observation (default: by scrapes, traffic and how long requests stay)',
      ).argParser(parseDuration),
    )
    .addOption(
      new Option('--threshold <share>', 'a smaller change is none')
        .argParser(parseRatio)
        .default(THRESHOLD_RATIO, '5%'),
    )
    .addOption(
      new Option('--noise <share>', 'for benchmarks without repeats: how much runs of one version vary').argParser(
        parseRatio,
      ),
    )
    .addOption(
      new Option(
        '--measures <ids>',
        'for benchmarks: judge only these, such as ttftSecondsP99,outputTokensPerSecond',
      ).argParser((text: string) =>
        text
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== ''),
      ),
    )
    .addOption(new Option('--format <format>', 'of the comparison on stdout').choices(FORMATS).default('text'));
  addConnectionOptions(addPrometheusOptions(addDeploymentOptions(addSettingsOptions(command))))
    .addHelpText(
      'after',
      `
A measure is worse when all of its interval is beyond the threshold; with 95 % probability all intervals are right at once. Engines are
compared at the loads that both sides have seen. Benchmarks are compared where model, prompts, rate, concurrency and lengths are the
same; repeats show the noise.

Exit codes: 1 something got worse, 2 nothing can be told or read, 0 otherwise, 64 usage.

Examples:
  ridgeline compare before.jsonl.gz after.jsonl.gz
  ridgeline compare incident.jsonl.gz --range-a 0s..10m --range-b 20m..30m
  ridgeline compare prometheus+http://localhost:9090 --match '{model_name="llama"}' \\
    --range-a 2026-11-21T09:00Z..2026-11-21T10:00Z --range-b 2026-11-22T09:00Z..2026-11-22T10:00Z
  ridgeline compare prometheus+http://localhost:9090 --match-a '{job="stable"}' --match-b '{job="canary"}' --last 1h
  ridgeline compare baseline/ tonight/ --threshold 3% --format markdown     # folders of vllm bench results: repeats
  ridgeline compare baseline.json tonight.json --noise 2%`,
    )
    .action(compare);
}

async function compare(a: string, b: string | undefined, options: CompareOptions): Promise<void> {
  const named = await namedSides(a, b, options);
  const comparison = named.kind === 'benchmarks' ? await benchmarks(named, options) : await engines(named, options);
  const report = comparisonReport(comparison);
  process.stdout.write(render(report, options.format));
  if (comparison.verdict === 'regressed') process.exitCode = EXIT.findings;
  else if (comparison.verdict === 'cannot-tell') process.exitCode = EXIT.notMeasured;
}

async function benchmarks(
  { names }: NamedSides,
  { threshold: thresholdRatio, noise: noiseRatio, measures }: CompareOptions,
): Promise<BenchmarkComparison> {
  const sides = {
    a: { name: names.a, ...(await readBenchmarks(names.a)) },
    b: { name: names.b, ...(await readBenchmarks(names.b)) },
  };
  requireKnown(measures ?? [], [...sides.a.runs, ...sides.b.runs]);
  return compareBenchmarks(sides, { thresholdRatio, noiseRatio, measures });
}

function requireKnown(asked: readonly string[], runs: readonly BenchmarkRun[]): void {
  const known = new Set(runs.flatMap(({ measures }) => measures.map(({ id }) => id)));
  const stray = asked.filter((id) => !known.has(id));
  if (stray.length === 0) return;
  throw new UsageError(`--measures ${stray.join(',')}: no result has that; they have ${[...known].join(', ')}.`);
}

const LONGEST_WARNING = 500;

async function engines({ names, selections }: NamedSides, options: CompareOptions): Promise<EngineComparison> {
  const settings = await readSettings(options);
  const placeOf = async (side: Side, own: readonly Matcher[] | undefined): Promise<Place> => ({
    source: await openSource([names[side]], { ...options, ...(own && { match: own }) }, 1, settings),
    selection: selections[side],
  });
  const places = { a: await placeOf('a', options.matchA), b: await placeOf('b', options.matchB) };
  const { signal, release } = interruption();
  const progress = startProgress(`Reading ${[...new Set([places.a.source.name, places.b.source.name])].join(' and ')}`);
  try {
    const { sides, stepSeconds, warnings } = await engineSides(places, settings, options.step, {
      signal,
      onProgress: progress.update,
    });
    progress.stop();
    for (const warning of warnings) process.stderr.write(`! ${printable(warning, LONGEST_WARNING)}\n`);
    return compareEngines(sides, { thresholdRatio: options.threshold, stepSeconds });
  } finally {
    progress.stop();
    release();
  }
}

/** No page: a comparison is a table or two. */
const FORMATS = ['text', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

function render(report: ComparisonReport, format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return renderComparisonMarkdown(report);
    case 'text':
      return renderComparisonText(report, paintFor(process.stdout));
  }
}
