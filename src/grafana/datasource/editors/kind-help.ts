import type { QueryKind } from '../../query/index.ts';

/** For each kind what it answers, and when it misleads. */
export const KIND_HELP: Readonly<Record<QueryKind, string>> = {
  answer:
    'Start here: what binds each engine, and what a request arriving now would wait. The wait is an estimate from the queue and its pace; without traffic there is none.',
  fleet:
    'Which engine needs attention first. The numbers are of the whole time range, so a short peak in a long range fades: zoom in on it.',
  limits:
    'How much of slots, KV cache, step tokens, bandwidth and arithmetic is used. Limits that vLLM does not export are unknown until the settings declare them.',
  verdict:
    'What binds each engine, as all rules together see it. They look at everything that an engine exposes, so it costs more than the other tables: of a large fleet ask for some engines at a time.',
  findings:
    'What to change, and how sure that is. Of the whole time range, so zoom in on a bad hour. What is not declared, or not exported, leaves rules unable to tell: the notice counts them.',
  anatomy:
    'Where finished requests spent their time. While a queue grows, those who still wait are not in it yet: look at the answer or at how busy it is.',
  occupancy:
    "Two independent counts of the same requests. They part while a queue grows or shrinks, because Little's law counts requests as they finish.",
  goodput:
    'Which share of requests kept every promise. Histograms know buckets only, so the truth is a band; it is narrow where an objective sits on a bucket bound.',
  percentiles:
    'How slow the slow ones are. The true value lies anywhere in the bucket drawn around it; few requests in a window make p99 jump.',
  measures: 'Anything Ridgeline computes, one line for each engine. What cannot be known leaves a gap, never a zero.',
  roofline:
    'How far each engine is from its hardware. Needs the GPU in the settings of the data source; best drawn by the Ridgeline roofline panel.',
  events:
    'When an engine restarted, was configured otherwise or had a finding, to set beside a graph. What happened between two scrapes is dated by the later one.',
};
