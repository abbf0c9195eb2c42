import { Option, type Command } from 'commander';
import { stringify } from 'yaml';
import { analyze, calibrationSample } from '../../analysis/index.ts';
import { formatQuantity } from '../../quantities/index.ts';
import {
  fitCalibration,
  isRefusal,
  type CalibrationConstant,
  type CalibrationFit,
  type CalibrationSample,
} from '../../roofline/calibration/index.ts';
import {
  isUnresolved,
  resolveDeployment,
  universalCalibration,
  type ResolvedDeployment,
} from '../../roofline/index.ts';
import { matchSettings, type Settings } from '../../settings/index.ts';
import { SourceError, type Source } from '../../sources/index.ts';
import { addDeploymentOptions } from '../deployment-options.ts';
import { UsageError } from '../exit-code.ts';
import { interruption } from '../interruption.ts';
import { parseDuration } from '../parse-time.ts';
import { startProgress } from '../progress.ts';
import { addSelectionOptions, selectionOf, type SelectionOptions } from '../selection-options.ts';
import { addSettingsOptions, readSettings, type SettingsOptions } from '../settings-options.ts';
import {
  addConnectionOptions,
  addPrometheusOptions,
  areLive,
  openSource,
  type ConnectionOptions,
  type PrometheusOptions,
} from '../source-options.ts';

interface CalibrateOptions extends ConnectionOptions, PrometheusOptions, SelectionOptions, SettingsOptions {
  readonly step: number;
  readonly format: 'yaml' | 'json';
}

const STEP_SECONDS = 10;

export function addCalibrate(program: Command): void {
  const command = program
    .command('calibrate')
    .summary('measure what lies between the roofs and an engine, from its past')
    .description(
      'Fit the efficiency of kernels and the overhead of layers to the steps of an engine under changing load, for ridgeline.yaml.',
    )
    .argument('<source>', 'a recording, or prometheus+http://host:9090');
  addSelectionOptions(command)
    .addOption(
      new Option('--step <duration>', 'length of the windows that are fitted')
        .argParser(parseDuration)
        .default(STEP_SECONDS, `${STEP_SECONDS}s`),
    )
    .addOption(new Option('--format <format>', 'of the result on stdout').choices(['yaml', 'json']).default('yaml'));
  addConnectionOptions(addPrometheusOptions(addDeploymentOptions(addSettingsOptions(command))))
    .addHelpText(
      'after',
      `
The load has to vary: different batches tell what a request adds from what a step costs anyway, prompts tell the efficiency of
compute. Engines of one model and GPU are fitted together; --match chooses among those of a Prometheus.

Examples:
  ridgeline calibrate incident.jsonl.gz --model ./config.json --gpu h100-sxm
  ridgeline calibrate prometheus+http://localhost:9090 --match '{model_name="llama"}' --last 6h --step 1m --settings ridgeline.yaml`,
    )
    .action(calibrate);
}

async function calibrate(path: string, options: CalibrateOptions): Promise<void> {
  if (areLive([path])) {
    throw new UsageError(
      'calibrate needs a past in which the load varied: a recording (`ridgeline record`) or a Prometheus.',
    );
  }
  const settings = await readSettings(options);
  const source = await openSource([path], options, options.step, settings);
  const { samples, resolved } = await collect(source, options, settings);
  const fit = fitCalibration(samples, universalCalibration(resolved.deployment.model));
  if (isRefusal(fit)) {
    throw new SourceError(
      'empty-window',
      `No calibration from ${samples.length} windows of ${source.name}:\n${fit.problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  for (const line of describeFit(fit)) process.stderr.write(`${line}\n`);
  const { calibration, intervals } = fit;
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify({ calibration, intervals, fixed: fit.fixed, warnings: fit.warnings, residuals: fit.residuals }, null, 2)}\n`
      : stringify({ calibration }),
  );
}

async function collect(
  source: Source,
  options: CalibrateOptions,
  settings: Settings,
): Promise<{ readonly samples: CalibrationSample[]; readonly resolved: ResolvedDeployment }> {
  const { step: stepSeconds } = options;
  const { signal, release } = interruption();
  const progress = startProgress(`Reading ${source.name}`);
  const samples: CalibrationSample[] = [];
  let resolved: ResolvedDeployment | undefined;
  try {
    for await (const { windows } of source.series(selectionOf(options), {
      stepSeconds,
      signal,
      onProgress: progress.update,
    })) {
      for (const window of windows) {
        const found = matchSettings(settings, window.engine);
        const own = known(found.deployment, window.engine.model);
        resolved ??= own;
        expectAlike(resolved, own);
        const sample = calibrationSample(window, analyze(window, found));
        if (sample) samples.push(sample);
      }
    }
  } finally {
    progress.stop();
    release();
  }
  if (!resolved) throw new SourceError('empty-window', `${source.name} holds no whole --step of ${stepSeconds} s.`);
  return { samples, resolved };
}

/** One set of constants is of one model on one kind of hardware. */
function expectAlike(one: ResolvedDeployment, other: ResolvedDeployment): void {
  const [what, otherwise] = [one, other].map(
    ({ deployment }) => `${deployment.model.id} on ${deployment.accelerator.id}`,
  );
  if (what !== otherwise) {
    throw new UsageError(
      `There are engines of ${what} and of ${otherwise}; calibrate one kind at a time, with --match.`,
    );
  }
}

function known(deployment: Settings['deployments'][number] | undefined, model: string | null): ResolvedDeployment {
  const resolved = resolveDeployment(deployment, model);
  if (isUnresolved(resolved)) {
    throw new UsageError(
      `calibrate needs to know what runs where (--model, --gpu, or ridgeline.yaml):\n${resolved.problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  return resolved;
}

function describeFit({
  calibration,
  intervals,
  residuals,
  medianErrorRatio,
  fixed,
  warnings,
}: CalibrationFit): string[] {
  const within = (ratio: number): string => formatQuantity(ratio, 'ratio');
  const shown = (constant: CalibrationConstant): string => {
    const unit = UNITS[constant];
    const interval = intervals[constant];
    const bounds = interval ? ` (${formatQuantity(interval.low, unit)}–${formatQuantity(interval.high, unit)})` : '';
    return `${formatQuantity(calibration[constant] ?? 0, unit)}${bounds}`;
  };
  return [
    `${residuals.length} windows: half of them within ${within(medianErrorRatio)}, nine of ten within ${within(calibration.errorRatio)}.`,
    `memory bandwidth reached ${shown('memoryRatio')}, compute ${shown('computeRatio')}, ` +
      `overhead of a layer ${shown('layerOverheadSeconds')}, of a request ${shown('requestOverheadSeconds')}.`,
    ...fixed.map(
      (constant) => `${constant} cannot be told from these windows and stays at ${shown(constant)}, its default.`,
    ),
    ...warnings,
  ];
}

const UNITS: Readonly<Record<CalibrationConstant, 'ratio' | 'seconds'>> = {
  memoryRatio: 'ratio',
  computeRatio: 'ratio',
  layerOverheadSeconds: 'seconds',
  requestOverheadSeconds: 'seconds',
};
