import { analyze } from '../../analysis/index.ts';
import { comparedStep, ofSides, type EngineSide, type OfSides } from '../../comparison/index.ts';
import { diagnoseFleet } from '../../diagnosis/index.ts';
import { formatQuantity } from '../../quantities/index.ts';
import { matchSettings, type Settings } from '../../settings/index.ts';
import { SourceError, type ObserveOptions, type Selection, type Source } from '../../sources/index.ts';
import { UsageError } from '../exit-code.ts';
import { intervalOf, stepSeconds } from './step-seconds.ts';

/** Where one side is. */
export interface Place {
  readonly source: Source;
  readonly selection: Selection;
}

/** All that a comparison of engines takes. */
export interface Sides {
  readonly sides: OfSides<EngineSide>;
  readonly stepSeconds: number;
  /** Failures that left thinner data behind, of both. */
  readonly warnings: readonly string[];
}

/** Reads both sides: each as a whole, then step by step. */
export async function engineSides(
  places: OfSides<Place>,
  settings: Settings,
  asked: number | undefined,
  options: ObserveOptions,
): Promise<Sides> {
  const a = await wholeOf(places.a, settings, options);
  const b = await wholeOf(places.b, settings, options);
  const wholes = { a, b };
  requireOneModel(wholes);
  const seconds = asked ?? stepSeconds({ a: a.analyses, b: b.analyses });
  requireScrapes(wholes, seconds);
  const steps = {
    a: await stepsOf(places.a, settings, seconds, options),
    b: await stepsOf(places.b, settings, seconds, options),
  };
  return {
    sides: ofSides((side) => ({ ...wholes[side], steps: steps[side] })),
    stepSeconds: seconds,
    warnings: [...a.warnings, ...b.warnings],
  };
}

type WholeSide = Omit<EngineSide, 'steps'> & { readonly warnings: readonly string[] };

async function wholeOf({ source, selection }: Place, settings: Settings, options: ObserveOptions): Promise<WholeSide> {
  const { windows, startAtSeconds, endAtSeconds, errors } = await source.observe(selection, options);
  const analyses = windows.map((window) => analyze(window, matchSettings(settings, window.engine)));
  return {
    name: source.name,
    startAtSeconds,
    endAtSeconds,
    analyses,
    diagnoses: diagnoseFleet(analyses, [], settings.rules),
    warnings: errors.map(({ message }) => message),
  };
}

/** A choice: one that is longer bridges an outage, and is of no one load. */
const LONGEST_STEPS = 2;

async function stepsOf(
  { source, selection }: Place,
  settings: Settings,
  seconds: number,
  options: ObserveOptions,
): Promise<EngineSide['steps']> {
  const steps: EngineSide['steps'][number][] = [];
  for await (const { windows } of source.series(selection, { ...options, stepSeconds: seconds })) {
    for (const window of windows) {
      const isOne = window.seconds > 0 && window.seconds <= LONGEST_STEPS * seconds;
      if (isOne) steps.push(comparedStep(window, matchSettings(settings, window.engine)));
    }
  }
  return steps;
}

/** Times of different models have nothing to do with each other; that A and B call theirs differently may be a new deployment. */
function requireOneModel(wholes: OfSides<WholeSide>): void {
  for (const { name, analyses } of Object.values(wholes)) {
    const models = [...new Set(analyses.map(({ engine }) => engine.model))];
    if (models.length > 1) {
      throw new UsageError(
        `${name} holds engines of ${models.slice(0, 5).join(', ')}. Compare one model at a time: choose it with --match, --match-a and --match-b.`,
      );
    }
  }
}

function requireScrapes(wholes: OfSides<WholeSide>, seconds: number): void {
  for (const { name, analyses } of Object.values(wholes)) {
    const interval = intervalOf(analyses);
    if (interval === 0)
      throw new SourceError('empty-window', `${name} holds one scrape in its range; a comparison takes many.`);
    if (seconds < interval) {
      throw new UsageError(
        `--step ${formatQuantity(seconds, 'seconds')} is shorter than the ${formatQuantity(interval, 'seconds')} between two scrapes of ${name}; leave it out, or give several times that.`,
      );
    }
  }
}
