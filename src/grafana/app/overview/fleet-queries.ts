import type { RidgelineQuery } from '../../query/index.ts';
import type { AskedEngine } from '../asking/page-address.ts';

/** What the Overview asks. */
export const fleetQueries = (among: AskedEngine): RidgelineQuery[] => [
  { refId: 'fleet', kind: 'fleet', ...among },
  { refId: 'answer', kind: 'answer', ...among },
  { refId: 'limits', kind: 'limits', ...among },
  { refId: 'each', kind: 'measures', measures: ['generationTokensPerSecond'], ...among },
  { refId: 'total', kind: 'measures', combine: 'total', measures: TOTALS, ...among },
];

export const TOTALS = [
  'arrivalsPerSecond',
  'completionsPerSecond',
  'generationTokensPerSecond',
  'requestsRunning',
  'requestsWaiting',
] as const;
