import { COLOUR } from '../colours.ts';
import type { Place } from '../panels/place.ts';
import { seriesPanel } from '../panels/series-panel.ts';
import { askMeasures } from '../queries.ts';
import type { Page } from '../uids.ts';
import { NO_DATA } from '../words.ts';

export const residentPanel = (at: Place) =>
  seriesPanel({
    title: 'Tokens in the KV cache, beside its capacity',
    words: {
      shows: 'Tokens of running requests that the cache holds, and how many it can (dashed).',
      misleads:
        'Shared prefixes are held once and counted once. The capacity is of one engine, not of all GPUs of a node.',
      changes:
        '`--gpu-memory-utilization`, `--kv-cache-dtype fp8` (about twice as many tokens), `--tensor-parallel-size`.',
    },
    noValue: NO_DATA.cache,
    at,
    target: askMeasures('residentTokens', 'kvCacheCapacityTokens'),
    next: 'capacity',
    unit: 'short',
    colours: { residentTokens: COLOUR.decode },
    limits: ['kvCacheCapacityTokens'],
  });

export const preemptionsPanel = (at: Place) =>
  seriesPanel({
    title: 'Preemptions per second',
    words: {
      shows: 'Requests a second that lost their place in the KV cache. Their whole context is computed again later.',
      misleads:
        'A few now and then cost little. One for every ten requests is waste, and TPOT of those requests shows it.',
      changes: 'A larger KV cache, `--max-num-seqs` down, shorter contexts.',
    },
    noValue: NO_DATA.cache,
    at,
    target: askMeasures('preemptionsPerSecond'),
    next: 'queueing',
    unit: 'ops',
    colours: { preemptionsPerSecond: COLOUR.neutral },
    softMax: 1,
  });

export const requeuePanel = (at: Place) =>
  seriesPanel({
    title: 'Wait after a preemption',
    words: {
      shows: 'How long a preempted request waits on average until it runs again.',
      misleads: 'Known only while there are preemptions; a difference of averages, so coarse with few of them.',
      changes: 'As for preemptions.',
    },
    noValue: 'No request was preempted in this range, so none had to wait for its place again.',
    at,
    target: askMeasures('requeueSeconds'),
    next: 'queueing',
    unit: 'suffix:s',
    colours: { requeueSeconds: COLOUR.queue },
    softMax: 1,
  });

export const prefixPanel = (at: Place) =>
  seriesPanel({
    title: 'Prompts from the prefix cache',
    words: {
      shows: 'The share of prompt tokens that no one had to compute, because a cached prefix held them.',
      misleads:
        'Random prompts share nothing: near 0 is right for them. Before vLLM 0.28 hits are counted too high while the cache is full.',
      changes:
        '`--enable-prefix-caching`, routing requests with one prefix to one engine, the order of a prompt (what is constant first).',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askMeasures('prefixCacheHitRatio'),
    next: 'overview',
    unit: 'percentunit',
    colours: { prefixCacheHitRatio: COLOUR.prefill },
    softMax: 1,
  });

export const stepTokensPanel = (at: Place) =>
  seriesPanel({
    title: 'Tokens and requests in a step',
    words: {
      shows: 'Tokens that one step computes, prompts and outputs together, and requests that decode in it.',
      misleads: 'A mean: steps with a chunk of prefill are far above it. The budget of tokens is not exported by vLLM.',
      changes: '`--max-num-batched-tokens`, `--max-num-seqs`, `--long-prefill-token-threshold`.',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askMeasures('tokensPerStep', 'decodeRequestsPerStep'),
    next: 'roofline',
    unit: 'short',
    colours: { tokensPerStep: COLOUR.prefill, decodeRequestsPerStep: COLOUR.decode },
  });

export const stepRatePanel = (at: Place) =>
  seriesPanel({
    title: 'Steps per second',
    words: {
      shows: 'Steps of the engine a second. Each gives every decoding request one token, so this is what a user sees.',
      misleads:
        'Steps that give nobody a token (chunks of a long prompt alone) may be missing, depending on the version.',
      changes: 'Length of a step: batch, chunks of prefill, hardware.',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askMeasures('stepsPerSecond'),
    next: 'roofline',
    unit: 'ops',
    colours: { stepsPerSecond: COLOUR.decode },
    softMax: 1,
  });

export const promptTokensPanel = (at: Place) =>
  seriesPanel({
    title: 'Prompt tokens: sent and really computed',
    words: {
      shows:
        'Prompt tokens a second as requests bring them, and those that were computed. What lies between came from a cache.',
      misleads: 'Computed again after a preemption counts again, so computed may exceed sent.',
      changes: '`--enable-prefix-caching`; KV transfer between engines.',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askMeasures('promptTokensPerSecond', 'computedPromptTokensPerSecond'),
    next: 'roofline',
    unit: 'short',
    colours: { promptTokensPerSecond: COLOUR.neutral, computedPromptTokensPerSecond: COLOUR.prefill },
    softMax: 1,
  });

export const lengthsPanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'Lengths of prompts and outputs',
    words: {
      shows: 'Mean tokens of prompt and output of finished requests.',
      misleads: 'Short requests finish sooner, so after a change of the load the mean comes late.',
      changes: 'The callers; `max_tokens` of their requests.',
    },
    noValue: NO_DATA.traffic,
    at,
    target: askMeasures('promptTokensPerRequest', 'generationTokensPerRequest'),
    next,
    unit: 'short',
    colours: { promptTokensPerRequest: COLOUR.prefill, generationTokensPerRequest: COLOUR.decode },
    softMax: 1,
  });

export const acceptancePanel = (at: Place) =>
  seriesPanel({
    title: 'Draft tokens accepted',
    words: {
      shows: 'Of the tokens that the drafter proposes, the share that the model accepts.',
      misleads: 'Falls with temperature and with prompts unlike those that the drafter was trained on.',
      changes: 'The drafter and `num_speculative_tokens` in `--speculative-config`.',
    },
    noValue: NO_DATA.speculation,
    at,
    target: askMeasures('draftAcceptanceRatio'),
    next: 'overview',
    unit: 'percentunit',
    colours: { draftAcceptanceRatio: COLOUR.decode },
    softMax: 1,
  });

export const draftPanel = (at: Place) =>
  seriesPanel({
    title: 'Tokens accepted for each draft',
    words: {
      shows: 'How many tokens each draft saves. Steps give this many tokens more.',
      misleads: 'At large batches a draft costs more than it saves: compare TPOT with and without it.',
      changes: '`num_speculative_tokens` in `--speculative-config`.',
    },
    noValue: NO_DATA.speculation,
    at,
    target: askMeasures('acceptedTokensPerDraft'),
    next: 'overview',
    unit: 'short',
    colours: { acceptedTokensPerDraft: COLOUR.decode },
    softMax: 1,
  });
