import type { RidgelineQuery } from '../../query/index.ts';
import { escapeRegex } from '../../../sources/prometheus-api/index.ts';

export const FLEET_QUERY: readonly RidgelineQuery[] = [{ refId: 'fleet', kind: 'fleet' }];

/** The load of all replicas of a model together, and what each of them has. */
export const modelQueries = (model: string | undefined): RidgelineQuery[] => {
  const among = model === undefined ? {} : { model: escapeRegex(model) };
  return [
    {
      refId: 'load',
      kind: 'measures',
      combine: 'total',
      measures: [
        'arrivalsPerSecond',
        'completionsPerSecond',
        'promptTokensPerRequest',
        'generationTokensPerRequest',
        'promptTokensPerSecond',
        'prefixCacheHitRatio',
        'requestsRunning',
        'tpotSeconds',
      ],
      ...among,
    },
    { refId: 'each', kind: 'measures', measures: ['sequenceCap', 'kvCacheCapacityTokens'], ...among },
  ];
};
