import { COLOUR } from '../colours.ts';
import { linkToEngine } from '../links.ts';
import { bindsColumn, shareColumn, stateColumn, textColumn, withNull } from '../panels/columns.ts';
import type { Place } from '../panels/place.ts';
import { seriesPanel } from '../panels/series-panel.ts';
import { tablePanel } from '../panels/table-panel.ts';
import { askAnatomyOfAll, askMeasures, askMeasuresOfAll } from '../queries.ts';
import type { Page } from '../uids.ts';
import { NO_DATA } from '../words.ts';

/** Panels that answer the same question on more than one dashboard, and then look the same. */

export const answerTable = (at: Place, next: Page) =>
  tablePanel({
    title: 'What limits each engine, in words',
    words: {
      shows:
        'One row for each engine, worst first: what arrives, what finishes, which limit is used up and which are not; what a request arriving now would wait (an estimate: requests waiting ÷ rate of first tokens); and the worst moment of the range, not its last.',
      misleads:
        'vLLM counts no arrivals: they are finished requests plus the growth of the queue, so aborted ones are missed. A cap that is not declared is inferred from a flat top, and says so.',
      changes:
        'Full sequence slots: `--max-num-seqs`. Full KV cache: `--gpu-memory-utilization`, `--kv-cache-dtype fp8`, shorter contexts. Neither: more engines. Click an engine to see it alone.',
    },
    noValue: NO_DATA.engines,
    at,
    kind: 'answer',
    next,
    unit: 'short',
    columns: [
      textColumn('engine', { title: 'engine', width: 120 }, [linkToEngine('overview'), linkToEngine('queueing')]),
      stateColumn({ title: 'state', width: 80 }),
      textColumn('answer', { title: 'in the whole range' }),
      textColumn('forecast', { title: 'arriving at its end', width: 210 }),
      withNull(textColumn('worst', { title: 'worst moment', width: 170 }), 'no request had to wait'),
    ],
  });

export const limitsTable = (at: Place, next: Page) =>
  tablePanel({
    title: 'Limits: the share of each in use',
    words: {
      shows:
        'Every limit of an engine, the share of it that is used on average and at most, and the one that binds: used up while requests wait. Nobody waits for memory bandwidth or compute; steps only take longer.',
      misleads:
        'Step tokens are a mean over steps of very different sizes, and never show that the budget is used up. "Unknown" means not exported and not declared, never zero.',
      changes:
        'Slots: `--max-num-seqs`. KV cache: `--gpu-memory-utilization`, `--kv-cache-dtype`. Step tokens: `--max-num-batched-tokens`; vLLM does not export it, so declare it in the settings of the data source, and the GPU for bandwidth and compute.',
    },
    noValue: NO_DATA.engines,
    at,
    kind: 'limits',
    next,
    unit: 'percentunit',
    columns: [
      textColumn('engine', { title: 'engine', width: 96 }, [linkToEngine('overview')]),
      textColumn('limit', { title: 'limit', width: 84 }),
      shareColumn('usedRatio', { title: 'mean', width: 84 }),
      shareColumn('mostRatio', { title: 'most', width: 84 }),
      bindsColumn({ title: 'binds', width: 72 }),
      textColumn('detail', { title: 'evidence' }),
    ],
  });

export const waitPanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'Wait of a request arriving now, estimated',
    words: {
      shows:
        'What a request that arrives at this moment would wait for its first step (waiting ÷ rate of first tokens, with its interval), over the mean queue time of requests that finished at this moment.',
      misleads:
        'The lower line is what others report as queue time. vLLM observes it when a request leaves the engine, so in a growing queue it tells of arrivals long ago and is several times too low. The estimate is coarse with few first tokens a minute, and too high while requests are preempted.',
      changes: 'Less load or more engines; `--max-num-seqs` while slots are full and the KV cache is not.',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askMeasures('waitForecastSeconds', 'queueSeconds'),
    next,
    unit: 'suffix:s',
    colours: { waitForecastSeconds: COLOUR.queue, queueSeconds: COLOUR.neutral },
    softMax: 1,
  });

export const trafficPanel = (at: Place, next: Page, of: 'each' | 'all') =>
  seriesPanel({
    title: of === 'all' ? 'Demand: arrivals against finished' : 'Arrivals against finished',
    words: {
      shows: `Requests a second that arrive, get their first token and finish${of === 'all' ? ', of all chosen engines together' : ''}. Arrivals above the others: a queue grows, and the others show what the engine can do.`,
      misleads:
        'vLLM has no counter of arrivals. They are finished requests plus the growth of running and waiting, so requests that clients abort are missing.',
      changes: 'The load. Capacity changes with `--max-num-seqs`, lengths of prompts and outputs, and hardware.',
    },
    noValue: NO_DATA.engines,
    at,
    target: (of === 'all' ? askMeasuresOfAll : askMeasures)(
      'arrivalsPerSecond',
      'firstTokensPerSecond',
      'completionsPerSecond',
    ),
    next,
    unit: 'reqps',
    colours: {
      arrivalsPerSecond: COLOUR.queue,
      firstTokensPerSecond: COLOUR.decode,
      completionsPerSecond: COLOUR.neutral,
    },
    softMax: 1,
  });

export const occupancyPanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'Running and waiting, with the cap',
    words: {
      shows:
        'Requests that run and that wait, with the cap on running requests dashed. Running flat on the dashed line while others wait: the cap binds.',
      misleads:
        'Both are averages over a step, so a short burst is lower here than it was. The cap is inferred from a flat top where it is not declared, and is not there before the first queue.',
      changes: '`--max-num-seqs`; declare it as `engine.maxNumSeqs` in the settings of the data source.',
    },
    noValue: NO_DATA.engines,
    at,
    target: askMeasures('requestsRunning', 'requestsWaiting', 'sequenceCap'),
    next,
    unit: 'short',
    colours: { requestsRunning: COLOUR.decode, requestsWaiting: COLOUR.queue },
    limits: ['sequenceCap'],
    softMax: 1,
  });

export const anatomyPanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'Where the time of a request goes',
    words: {
      shows:
        'Mean queue, prefill, decode and front end of finished requests, of all chosen engines together. The four add up to the end-to-end time exactly.',
      misleads:
        'Of finished requests: while a queue grows, those who wait longest are not in it yet. Means hide the slowest few; see the percentiles.',
      changes:
        'Queue: load, `--max-num-seqs`. Prefill: prompt length, prefix cache, `--max-num-batched-tokens`. Decode: output length, batch. Front end: tokenizing, streaming, a busy API server (`--api-server-count`).',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askAnatomyOfAll(),
    next,
    unit: 'suffix:s',
    isStacked: true,
    colours: {
      queueSeconds: COLOUR.queue,
      prefillSeconds: COLOUR.prefill,
      decodeSeconds: COLOUR.decode,
      frontendSeconds: COLOUR.frontend,
    },
  });

export const cachePanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'KV cache used, of its capacity',
    words: {
      shows:
        'The share of the KV cache that running requests hold, on average and at most in each step. The axis ends where the cache does.',
      misleads:
        'Blocks that only the prefix cache keeps count as free, so a low value is no reason to shrink it. Near 100 % is fine as long as nothing is preempted or waits.',
      changes:
        '`--gpu-memory-utilization`, `--kv-cache-dtype fp8`, `--max-model-len`, context lengths, `--max-num-seqs`.',
    },
    noValue: NO_DATA.cache,
    at,
    target: askMeasures('kvCacheUsageRatio', 'kvCacheUsageRatioMax'),
    next,
    unit: 'percentunit',
    colours: { kvCacheUsageRatio: COLOUR.decode, kvCacheUsageRatioMax: COLOUR.neutral },
    softMax: 1,
  });

export const tokensPanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'Tokens per second',
    words: {
      shows: 'Output tokens a second, and prompt tokens that were really computed (without those from a cache).',
      misleads:
        'More is not faster for a user: at a larger batch each request gets its tokens more slowly. Prompt tokens are counted when a prefill ends, so long prompts come in lumps.',
      changes: 'The load, `--max-num-seqs`, `--max-num-batched-tokens`, speculative decoding.',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askMeasures('generationTokensPerSecond', 'computedPromptTokensPerSecond'),
    next,
    unit: 'short',
    colours: { generationTokensPerSecond: COLOUR.decode, computedPromptTokensPerSecond: COLOUR.prefill },
    softMax: 1,
  });

export const stepPanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'Length of a step',
    words: {
      shows:
        'How long one step of the engine takes, what a step at this batch is expected to take, and the floor that the hardware sets (dashed).',
      misleads:
        'Steps that prefill are much longer than steps that only decode; what was measured is their mean. What is expected and the floor are of decoding alone, and need the declared GPU.',
      changes: '`--max-num-batched-tokens` (smaller chunks of prefill), batch, context, quantization, CUDA graphs.',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askMeasures('stepSeconds', 'predictedStepSeconds', 'floorStepSeconds'),
    next,
    unit: 's',
    colours: { stepSeconds: COLOUR.decode, predictedStepSeconds: COLOUR.neutral },
    limits: ['floorStepSeconds'],
  });
