// What is not there is never taken for zero: without a metric a rule says the same, or that it cannot tell.
import { describe, expect, it } from 'vitest';
import { analyze, type Analysis } from '../../src/analysis/index.ts';
import { diagnoseFleet, type FindingState } from '../../src/diagnosis/index.ts';
import { parseExposition, type Layout } from '../../src/metrics/exposition/index.ts';
import { createWindowFold } from '../../src/metrics/window/index.ts';
import { parseSettings, type EngineSettings } from '../../src/settings/index.ts';
import { OBJECTIVE } from '../accuracy/measure.ts';
import { TINY_ON_CPU } from '../analysis/roofline/tiny-deployment.ts';
import { analysisOf, windowOf } from '../build-page.ts';
import { middleOf, scrapesOf, type Scrape } from '../contracts/scrapes.ts';
import { STANDS_STILL } from './scenarios/serving.ts';
import { DECLARED, engineAnalysis, engineRun, type EngineDoes } from './engine-run.ts';
import { RECORDINGS } from '../accuracy/truth.ts';

/** By engine and rule. */
type States = Readonly<Record<string, FindingState>>;

/** Fires because something is missing. */
const INDIFFERENT = 'metrics-missing';

function changed(before: States, after: States): string[] {
  return Object.entries(before).flatMap(([rule, state]) => {
    const now = after[rule];
    if (state === 'failed') return [`${rule}: failed`];
    return now === state || now === 'cannot-tell' || rule.endsWith(INDIFFERENT) ? [] : [`${rule}: ${state} → ${now}`];
  });
}

const parsed = parseSettings({ deployments: [TINY_ON_CPU], objectives: [OBJECTIVE] });
if ('problems' in parsed) throw new Error(parsed.problems.join());
const SETTINGS: EngineSettings = {
  deployment: parsed.settings.deployments[0],
  objective: parsed.settings.objectives[0],
};

describe('a recording without one of its metrics', () => {
  const EVERY = 4;

  /** Pages that are laid out alike are read in a tenth of the time. */
  function analysesOf(scrapes: readonly Scrape[]): Analysis[] {
    const fold = createWindowFold();
    let layout: Layout | undefined;
    for (const scrape of scrapes) {
      const { target, dur: scrapeSeconds, status, body } = scrape;
      const snapshot = { target, atSeconds: middleOf(scrape), scrapeSeconds };
      const page = parseExposition(body, layout);
      layout = page.layout;
      if (status === 200) fold.add({ ...snapshot, page });
      else fold.add({ ...snapshot, failure: { code: 'unreachable', message: '' } });
    }
    return fold.windows().map((window) => analyze(window, SETTINGS));
  }

  /** Of its second half, the first as the window before. */
  function statesOf(scrapes: readonly Scrape[]): States {
    const middle = scrapes.length / 2;
    return Object.fromEntries(
      diagnoseFleet(analysesOf(scrapes.slice(middle)), analysesOf(scrapes.slice(0, middle))).flatMap(
        ({ findings }, engine) => findings.map(({ id, state }) => [`engine ${engine}, ${id}`, state]),
      ),
    );
  }

  /** A page by its families; what stands in none is left out. */
  function familiesOf(body: string): Map<string, string> {
    const families = new Map<string, string>();
    let family = '';
    for (const line of body.split('\n')) {
      family = /^# TYPE (\S+)/.exec(line)?.[1] ?? family;
      families.set(family, `${families.get(family) ?? ''}${line}\n`);
    }
    return families;
  }

  it.each(RECORDINGS)('%s', (name) => {
    const pages = scrapesOf(name)
      .filter((_, i) => i % EVERY === 0)
      .map((scrape) => ({ ...scrape, families: familiesOf(scrape.body) }));
    const without = (gone?: string): States =>
      statesOf(
        pages.map(({ families, ...scrape }) => {
          const kept = [...families].filter(([family]) => family !== gone);
          return { ...scrape, body: kept.map(([, text]) => text).join('') };
        }),
      );
    const all = new Set(pages.flatMap(({ families }) => [...families.keys()]));
    const vllm = [...all].filter((family) => family.startsWith('vllm:'));
    expect(vllm.length).toBeGreaterThan(30);
    const before = without();
    expect(vllm.flatMap((family) => changed(before, without(family)).map((each) => `${family}: ${each}`))).toEqual([]);
  });
});

describe('a constructed engine without one of its metrics', () => {
  const FULL = { running: '8x10', waiting: '6x10' };
  const OWN_COUNT = 'vllm:estimated_flops_per_gpu_total{engine="0",model_name="m"}';
  /** So that the page is none of a vLLM that does not say why requests wait. */
  const OF_NOW = { 'vllm:prompt_tokens_cached_by_source_total{engine="0",model_name="m",source="device"}': '0x10' };
  const ENGINES: readonly [string, Partial<EngineDoes>][] = [
    ['that is fine', {}],
    ['with all slots taken', FULL],
    ['with a full cache', { running: '6x10', waiting: '6x10', kvCacheUsage: '0.97x10', preemptionsPerSecond: 2 }],
    ['with a growing queue', { waiting: '0+10x10' }],
    [
      'with long prompts',
      { running: '4x10', waiting: '4x10', promptTokens: 4000, outputTokens: 50, stepsPerSecond: 1 },
    ],
    ['that holds requests back', { running: '6x10', waiting: '6x10', deferred: '5x10' }],
    ['that is hung', STANDS_STILL],
    ['that is hung with all slots taken', { ...STANDS_STILL, ...FULL }],
    ['that sleeps', { asleep: true, running: '0x10', finished: {}, firstTokensPerSecond: 0, stepsPerSecond: 0 }],
    ['with errors and aborts', { finished: { stop: 1, length: 1, abort: 0.5, error: 0.5 } }],
    ['with a slow front end', { frontendSeconds: 4 }],
    ['that speculates in vain', { drafts: { perSecond: 50, tokens: 4, accepted: 0.4 } }],
    ['with a cache that hits', { cachedShare: 0.8 }],
    ['whose own count of its work is another', { series: { [OWN_COUNT]: '0+1000000000000000x10' } }],
    // Each waits 4 s of the 4.1 s to its first token: a tenth of all that are in the engine.
    [
      'that lets requests wait for long beside long answers',
      {
        running: '200x10',
        waiting: '20x10',
        queueSeconds: 4,
        firstTokensPerSecond: 5,
        finished: { stop: 5, length: 0, abort: 0, error: 0 },
      },
    ],
    // A prompt is 40 000 of 160 000 tokens, so from 75 % on none finds room.
    [
      'whose cache has no room for another prompt',
      { running: '3x10', waiting: '3x10', promptTokens: 40_000, kvCacheUsage: '0.8x10' },
    ],
    [
      'whose cache has room for what the prefix cache does not hold',
      { running: '3x10', waiting: '3x10', promptTokens: 40_000, cachedShare: 0.75, kvCacheUsage: '0.8x10' },
    ],
    ['in which one scrape shows a queue', { running: '1x2 8x7', waiting: '0x4 12 0x4' }],
    ['in which one scrape shows a queue, of some evicted', { waiting: '0x4 60 0x4', preemptionsPerSecond: 1 }],
    ['whose gauges are stale', { running: '106x10', waiting: '40x10' }],
    ['that computes a part of a prompt in each step', { ...STANDS_STILL, running: '1x10', kvCacheUsage: '0+0.05x10' }],
    [
      'that waits for transfers alone',
      { ...STANDS_STILL, running: '0x10', waiting: '5x10', deferred: '5x10', series: OF_NOW },
    ],
    ['that is nearly empty', { running: '0.2x10', finished: { stop: 0.02 }, firstTokensPerSecond: 0.02 }],
  ];
  const SETTINGS_OF = [{}, { ...DECLARED, objective: OBJECTIVE }] as const;
  const beside = SETTINGS_OF.map((settings) => ({
    settings,
    others: [
      engineAnalysis({ target: 'a', running: '2x10' }, settings),
      engineAnalysis({ target: 'b', cachedShare: 0.8 }, settings),
    ],
    before: engineAnalysis({ cachedShare: 0.7, promptTokens: 900 }, settings),
  }));

  const statesOf = (does: Partial<EngineDoes>): States[] => {
    const window = windowOf(engineRun(does));
    return beside.map(({ settings, others, before }) => {
      const [diagnosis] = diagnoseFleet([analysisOf(window, settings), ...others], [before]);
      return Object.fromEntries((diagnosis?.findings ?? []).map(({ id, state }) => [id, state]));
    });
  };

  const families = (does: Partial<EngineDoes>): string[][] => {
    const byFamily = new Map<string, string[]>();
    for (const sample of Object.keys(engineRun(does).series)) {
      const family = sample.replace(/(_bucket|_sum|_count)?\{.*/, '');
      byFamily.set(family, [...(byFamily.get(family) ?? []), sample]);
    }
    return [...byFamily.values()];
  };

  it.each(ENGINES)('%s', (_, does) => {
    const before = statesOf(does);
    const wrong = families(does).flatMap((samples) => {
      const series = { ...does.series, ...Object.fromEntries(samples.map((sample) => [sample, undefined])) };
      const after = statesOf({ ...does, series });
      return before.flatMap((states, i) => changed(states, after[i] ?? {}).map((each) => `${samples[0]}: ${each}`));
    });
    expect(wrong).toEqual([]);
  });
});
