import { expect, it } from 'vitest';
import { analyze, INPUTS, MEASURES, neededInputs, neededInputsOfStep, type Inputs } from '../../src/analysis/index.ts';
import { CACHE_CONFIG, CATALOGUE, type Meaning } from '../../src/metrics/catalogue/index.ts';
import {
  createSchema,
  NO_PLATEAU,
  type Cumulative,
  type GaugeSpan,
  type Window,
} from '../../src/metrics/window/index.ts';
import { parseSettings } from '../../src/settings/index.ts';
import { OBJECTIVE } from '../accuracy/measure.ts';
import { scrapesOf, windowsOf } from '../contracts/scrapes.ts';
import { sourceFiles } from '../structure/source-files.ts';
import { RECORDINGS } from '../accuracy/truth.ts';

// Every fourth scrape tells as much about what is looked at, in a quarter of the time.
const EVERY = 4;

const isOf = (meanings: readonly Meaning[], meaning: string): boolean =>
  meanings.some((wanted) => wanted === meaning.replace(/\{.*/, ''));

/** Whether the list asks for this number. */
function isWanted({ meaning, part, edge }: Cumulative, inputs: Inputs): boolean {
  if (isOf(inputs.counters, meaning)) return part === 'value';
  if (isOf(inputs.distributions, meaning)) return true;
  if (isOf(inputs.singles, meaning)) return part !== 'bucket' || edge === 1 || edge === Number.POSITIVE_INFINITY;
  return isOf(inputs.means, meaning) && (part === 'sum' || part === 'count');
}

/** Only averages and last samples of states are asked for: what stands for the others is worth nothing. */
const asState = (span: GaugeSpan): GaugeSpan => ({
  ...span,
  minimum: Number.NaN,
  maximum: Number.NaN,
  first: Number.NaN,
});

/** Only averages and ends of trends are asked for. */
const asTrend = (span: GaugeSpan): GaugeSpan => ({ ...span, minimum: Number.NaN, maximum: Number.NaN });

function gaugesOf({ gauges }: Window, inputs: Inputs): Window['gauges'] {
  return new Map(
    [...gauges].flatMap(([name, span]): [string, GaugeSpan][] => {
      const isJoint = name === 'requestsInSystem';
      if (isJoint ? !inputs.withoutJoint : isOf(inputs.levels, name)) return [[name, span]];
      if (isJoint || isOf(inputs.trends ?? [], name)) return [[name, asTrend(span)]];
      return isOf(inputs.states, name) ? [[name, asState(span)]] : [];
    }),
  );
}

/** The window without everything that the list does not name. */
function stripped(window: Window, inputs: Inputs = INPUTS): Window {
  const slots = window.schema.entries.flatMap((entry, slot) => (isWanted(entry, inputs) ? [slot] : []));
  return {
    ...window,
    schema: createSchema(slots.flatMap((slot) => window.schema.entries[slot] ?? [])),
    increases: Float64Array.from(slots, (slot) => window.increases[slot] ?? Number.NaN),
    gauges: gaugesOf(window, inputs),
    plateau: inputs.withoutJoint ? NO_PLATEAU : window.plateau,
    info: new Map(
      [...window.info].flatMap(([meaning, labels]) =>
        isOf(inputs.info, meaning)
          ? [[meaning, Object.fromEntries(Object.values(CACHE_CONFIG).map((name) => [name, labels[name] ?? '']))]]
          : [],
      ),
    ),
  };
}

// A deployment, so that the measures of the roofline are known and stand on something.
const DEPLOYMENT = parseSettings({ deployments: [{ model: 'Qwen/Qwen2.5-0.5B', hardware: { gpu: 'l4' } }] });
const deployment = 'settings' in DEPLOYMENT ? DEPLOYMENT.settings.deployments[0] : undefined;

const analysisOf = (window: Window) => analyze(window, { deployment, objective: OBJECTIVE });

const windowsOfRecording = (name: string): Window[] =>
  windowsOf(scrapesOf(name).filter((_, index) => index % EVERY === 0));

it.each(RECORDINGS)('an analysis of %s looks at nothing that INPUTS does not list', (name) => {
  const windows = windowsOfRecording(name);
  expect(windows.length).toBeGreaterThan(0);
  for (const window of windows) {
    expect(analysisOf(stripped(window))).toEqual(analysisOf(window));
    // The comparison is of something: much is left out, and most measures are known.
    expect(stripped(window).schema.entries.length).toBeLessThan(0.6 * window.schema.entries.length);
    expect(Object.values(analysisOf(window).measures).filter(({ known }) => known).length).toBeGreaterThan(40);
  }
});

it.each(
  RECORDINGS.flatMap((name) => [
    { name, inputsOf: neededInputs },
    { name, inputsOf: neededInputsOfStep },
  ]),
)('each measure of $name alone looks at no more than $inputsOf.name says', ({ name, inputsOf }) => {
  for (const window of windowsOfRecording(name)) {
    const { measures } = analysisOf(window);
    const differing = [...MEASURES.keys()].filter((id) => {
      const alone = analysisOf(stripped(window, inputsOf([id]))).measures[id];
      return JSON.stringify(alone) !== JSON.stringify(measures[id]);
    });
    expect(differing).toEqual([]);
  }
});

it('a measure alone needs a part of all', () => {
  const count = (inputs: Inputs): number => Object.values(inputs).flat().length;
  expect(count(neededInputs(['waitForecastSeconds']))).toBeLessThan(count(INPUTS) / 2);
  expect(neededInputs(['queueSeconds', 'waitForecastSeconds', 'rooflineRatio']).distributions).toEqual([]);
  expect(neededInputs(['ttftSecondsP95', 'ttftSeconds']).distributions).toEqual(['ttftSeconds']);
});

const ALL: readonly Meaning[] = Object.values(INPUTS).flat();

it('nothing is listed twice', () => {
  expect(ALL).toEqual([...new Set(ALL)]);
});

// What only engines that sleep, draft or lack a newer metric make a law look at is in no recording, so the texts are read.
it('is all that the laws name, and nothing else', () => {
  const laws = sourceFiles.filter(
    ({ path }) => path.startsWith('src/analysis/') && !/\/((needed-)?inputs|measures)\.ts$/.test(path),
  );
  const named = CATALOGUE.map(({ meaning }) => meaning).filter(
    (meaning) => !isOnlyMeasure(meaning) && laws.some(({ text }) => text.includes(`'${meaning}'`)),
  );
  expect(named.sort()).toEqual([...ALL].sort());
});

/** Some measures are called as a metric is. */
const isOnlyMeasure = (meaning: Meaning): boolean =>
  [...MEASURES.keys()].some((id) => id === meaning) && !ALL.includes(meaning);
