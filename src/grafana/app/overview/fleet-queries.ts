import type { RidgelineQuery } from '../../query/index.ts';
import type { AskedEngine } from '../asking/page-address.ts';

/** What the Overview asks; goodput costs all buckets, and is asked where somebody promised something. */
export const fleetQueries = (among: AskedEngine, hasObjectives: boolean): RidgelineQuery[] => [
  { refId: 'fleet', kind: 'fleet', ...among },
  { refId: 'answer', kind: 'answer', ...among },
  { refId: 'limits', kind: 'limits', ...among },
  {
    refId: 'each',
    kind: 'measures',
    measures: [
      'generationTokensPerSecond',
      ...(hasObjectives ? (['completionsPerSecond', 'goodputRatio'] as const) : []),
    ],
    ...among,
  },
  { refId: 'total', kind: 'measures', combine: 'total', measures: TOTALS, ...among },
];

export const TOTALS = [
  'arrivalsPerSecond',
  'completionsPerSecond',
  'generationTokensPerSecond',
  'requestsRunning',
  'requestsWaiting',
] as const;
