import type { Settings } from './schema.ts';

const LATENCIES = ['ttftSeconds', 'tpotSeconds', 'e2eSeconds'] as const;

/** A latency that an objective can be about. */
export type PromisedLatency = (typeof LATENCIES)[number];

/** The latencies that any objective limits. */
export const promisedLatencies = ({ objectives }: Settings): PromisedLatency[] =>
  LATENCIES.filter((latency) => objectives.some((objective) => objective[latency] !== undefined));
