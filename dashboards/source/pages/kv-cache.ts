import { dashboardOf } from '../dashboard-of.ts';
import { cachePanel, limitsTable, occupancyPanel, stepPanel } from './shared-panels.ts';
import {
  acceptancePanel,
  draftPanel,
  lengthsPanel,
  preemptionsPanel,
  prefixPanel,
  promptTokensPanel,
  requeuePanel,
  residentPanel,
  stepRatePanel,
  stepTokensPanel,
} from './kv-cache-panels.ts';

export const kvCache = () =>
  dashboardOf({
    page: 'cache',
    description:
      'Is memory the limit, and what does the scheduler make of it? KV cache, preemptions, prefix cache, steps. Speculative decoding is folded away below.',
    range: 'now-1h',
    refresh: '30s',
    objectives: 'hidden',
    panels: [
      cachePanel([0, 0, 12, 9], 'overview'),
      residentPanel([12, 0, 12, 9]),
      preemptionsPanel([0, 9, 8, 8]),
      requeuePanel([8, 9, 8, 8]),
      prefixPanel([16, 9, 8, 8]),
      occupancyPanel([0, 17, 8, 8], 'queueing'),
      stepTokensPanel([8, 17, 8, 8]),
      stepRatePanel([16, 17, 8, 8]),
      limitsTable([0, 25, 14, 9], 'overview'),
      stepPanel([14, 25, 10, 9], 'roofline'),
      promptTokensPanel([0, 34, 12, 8]),
      lengthsPanel([12, 34, 12, 8], 'capacity'),
    ],
    folded: [
      {
        title: 'Speculative decoding (only with --speculative-config)',
        top: 42,
        panels: [acceptancePanel([0, 43, 12, 8]), draftPanel([12, 43, 12, 8])],
      },
    ],
  });
