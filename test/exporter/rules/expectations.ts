import { analyze, MEASURES, type Analysis, type MeasureId } from '../../../src/analysis/index.ts';
import { recordingGroups, spanOf, type RecordingRule, type Span } from '../../../src/exporter/rules/index.ts';
import { histogramOf, type HistogramIncrease, type Window } from '../../../src/metrics/window/index.ts';
import { matchSettings, type Settings } from '../../../src/settings/index.ts';
import { windowsOf, type Scrape } from '../../contracts/scrapes.ts';

/** What a rule has to say of one engine, or of all engines of a model; nothing where the measure is unknown. */
export interface Expectation {
  readonly record: string;
  readonly level: 'engine' | 'model';
  readonly engine: string | null;
  readonly expr: string;
  /** The rules that the expression may stand on. */
  readonly rules: readonly RecordingRule[];
  readonly want: number | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Records that are no measures: steps on the way to one. */
export const STEPS = /_(before|unfinished|met)_per_second:|:delta/;

// The forecast looks back over a fifth of the window, here over all of it.
const WINDOWS_PER_FORECAST = 5;

interface Engine {
  readonly window: Window;
  readonly analysis: Analysis;
}

/** Every rule of both levels beside what the laws say of the same scrapes. */
export function expectationsOf(scrapes: readonly Scrape[], settings: Settings, window: Span): Expectation[] {
  const engines = windowsOf(scrapes).map((each): Engine => {
    const { target, model } = each.engine;
    return { window: each, analysis: analyze(each, matchSettings(settings, { target, model: model ?? '' })) };
  });
  const rulesFor = (seconds: number): RecordingRule[] =>
    recordingGroups(settings, spanOf(seconds)).flatMap((group) => group.rules);
  const [rules, longer] = [rulesFor(window.seconds), rulesFor(window.seconds * WINDOWS_PER_FORECAST)];
  return rules
    .filter(({ record }) => !STEPS.test(record))
    .flatMap((rule) => {
      const [, level, name = '', operation = ''] = /^(\w+):vllm_(\w+):([a-z]+(?:\d\d_)?)/.exec(rule.record) ?? [];
      const isForecast = name === 'wait_forecast_seconds';
      const evaluated = isForecast ? longer.find(({ record }) => record.startsWith(`${level}:vllm_${name}:`)) : rule;
      const groups = level === 'engine' ? engines.map((engine) => [engine]) : [engines];
      return groups.map((group): Expectation => ({
        record: rule.record,
        level: level === 'engine' ? 'engine' : 'model',
        engine: group[0]?.window.engine.engine ?? null,
        expr: evaluated?.expr ?? '',
        rules: isForecast ? longer : rules,
        ...wanted(measureCalled(name, operation), operation, group),
      }));
    });
}

function measureCalled(name: string, operation: string): MeasureId {
  const base = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const suffix = operation === 'max' ? 'Max' : (/^p\d\d/.exec(operation)?.[0].toUpperCase() ?? '');
  const id = [...MEASURES.keys()].find((each) => each === base + suffix);
  if (!id) throw new Error(`${name}:${operation} is no measure`);
  return id;
}

type Wanted = Pick<Expectation, 'want' | 'atLeast' | 'atMost'>;

function wanted(id: MeasureId, operation: string, engines: readonly Engine[]): Wanted {
  const measured = engines.map(({ analysis }) => analysis.measures[id]);
  if (!measured.some(({ known }) => known)) return { want: undefined };
  const quantile = /^p(\d\d)/.exec(operation)?.[1];
  if (quantile !== undefined) return interpolated(id, Number(quantile) / 100, engines);
  const bound = operation === 'low' || operation === 'high' ? operation : 'value';
  const weights = engines.map(({ analysis }) => weightOf(id, analysis));
  const values = measured.map((each) => (each.known ? (each[bound] ?? each.value) : 0));
  const sum = values.reduce((total, each, i) => total + each * (weights[i] ?? 1), 0);
  return {
    want: weights[0] === undefined ? sum : sum / weights.reduce<number>((total, each) => total + (each ?? 0), 0),
  };
}

/** What a measure is a mean over, so that the engines of a model combine to Σ/n; undefined where they add up. */
function weightOf(id: MeasureId, { measures }: Analysis): number | undefined {
  const rate = (of: MeasureId): number => (measures[of].known ? measures[of].value : 0);
  const steps = rate('stepsPerSecond');
  if (/^(ttftSeconds|ttftAttainment|waitForecast)/.test(id)) return rate('firstTokensPerSecond');
  if (/^(itl|step)Seconds/.test(id)) return steps * rate('decodeRequestsPerStep');
  if (id.endsWith('PerStep')) return steps;
  if (id === 'prefixCacheHitRatio') return rate('promptTokensPerSecond');
  if (id === 'queueShareRatio') return rate('completionsPerSecond') * rate('e2eSeconds');
  // A single engine, whatever the weight.
  if (/^(kvCache|draft|accepted|busy)/.test(id)) return 1;
  return /(Seconds|PerRequest|Ratio)$/.test(id) ? rate('completionsPerSecond') : undefined;
}

const HISTOGRAMS = {
  ttft: 'ttftSeconds',
  tpot: 'tpotSeconds',
  itl: 'itlSeconds',
  e2e: 'e2eSeconds',
  queue: 'queueSeconds',
} as const;

/**
 * The measure itself where an edge ends its interval. Where the mean proves more than the buckets do, which PromQL cannot
 * know, and over several engines, what histogram_quantile makes of the buckets, inside those that surely hold the percentile.
 */
function interpolated(id: MeasureId, q: number, engines: readonly Engine[]): Wanted {
  const name = /^[a-z]+\d?[a-z]*/.exec(id)?.[0] as keyof typeof HISTOGRAMS;
  const histograms = engines.flatMap(({ window }) => observed(window, name));
  const [{ edges } = { edges: [] }] = histograms;
  const cumulative = edges.map((_, i) => histograms.reduce((sum, each) => sum + (each.cumulative[i] ?? 0), 0));
  const rank = q * (cumulative.at(-1) ?? 0);
  const bucket = cumulative.findIndex((atMost) => atMost >= rank);
  const [lower, upper] = [edges[bucket - 1] ?? 0, edges[bucket] ?? Number.NaN];
  const below = cumulative[bucket - 1] ?? 0;
  const share = (rank - below) / ((cumulative[bucket] ?? 0) - below);
  const want = Number.isFinite(upper) ? lower + (upper - lower) * share : lower;
  const known = engines.flatMap(({ analysis }) => (analysis.measures[id].known ? [analysis.measures[id]] : []));
  const highest = Math.max(...known.map(({ high }) => high ?? Number.POSITIVE_INFINITY));
  const [only, ...others] = known;
  return {
    want: only && others.length === 0 && edges.some((edge) => edge === highest) ? only.value : want,
    atLeast: Math.min(...known.map(({ low }) => low ?? 0)),
    atMost: edges.find((edge) => edge >= highest),
  };
}

function observed(window: Window, name: keyof typeof HISTOGRAMS): HistogramIncrease[] {
  const histogram = histogramOf(window, HISTOGRAMS[name]);
  if (!histogram) return [];
  if (name !== 'tpot') return [histogram];
  const outputs = histogramOf(window, 'generationTokensPerRequest');
  const zeros = outputs?.cumulative[outputs.edges.indexOf(1)] ?? 0;
  return [{ ...histogram, cumulative: histogram.cumulative.map((atMost) => atMost - zeros) }];
}
