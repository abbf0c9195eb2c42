import { COLOUR } from '../colours.ts';
import { dashboardOf } from '../dashboard-of.ts';
import { appLink } from '../links.ts';
import { notePanel } from '../panels/note-panel.ts';
import { seriesPanel } from '../panels/series-panel.ts';
import { askMeasures } from '../queries.ts';
import { NO_DATA } from '../words.ts';
import { goodputPanel } from './goodput-panels.ts';
import { lengthsPanel, prefixPanel } from './kv-cache-panels.ts';
import { answerTable, cachePanel, limitsTable, tokensPanel, trafficPanel, waitPanel } from './shared-panels.ts';

export const capacityReview = () =>
  dashboardOf({
    page: 'capacity',
    description:
      'How much of each limit did the load of a day use, when was it worst, and what ends first if it grows? What other hardware or settings would do is on the Capacity page of the app.',
    range: 'now-24h',
    refresh: '',
    objectives: 'shown',
    links: [appLink('capacity', 'What if …', 'Other hardware, precision or batch, with the roofline redrawn')],
    panels: [
      answerTable([0, 0, 24, 6], 'overview'),
      limitsTable([0, 6, 14, 9], 'cache'),
      waitPanel([14, 6, 10, 9], 'queueing'),
      trafficPanel([0, 15, 12, 9], 'fleet', 'all'),
      slotsPanel(),
      cachePanel([0, 24, 12, 9], 'cache'),
      goodputPanel([12, 24, 12, 9], 'goodput'),
      lengthsPanel([0, 33, 8, 8], 'overview'),
      prefixPanel([8, 33, 8, 8]),
      tokensPanel([16, 33, 8, 8], 'roofline'),
      notePanel(
        'How to read this',
        [0, 41, 24, 4],
        'What the panels above answer, and what they leave to the Capacity page.',
        'The limit whose "most" is nearest to 100 % ends first when the load grows. Headroom is what lies between arrivals and the rate of finished requests **while a queue was there**: only then did the engine do all it can. These panels cannot be made into alert rules; `provisioning/prometheus` has rules of the same measures.',
      ),
    ],
  });

const slotsPanel = () =>
  seriesPanel({
    title: 'Most requests running, beside what limits them',
    words: {
      shows:
        'The most requests that ran at once, and the batches at which something ends (dashed): slots, requests that the KV cache holds at their present length, requests within the TPOT objective.',
      misleads:
        'The most at any scrape; between scrapes there may have been more. Limits move with the lengths of requests.',
      changes:
        '`--max-num-seqs`, KV cache size and type, the TPOT objective at the top; hardware has to be declared for the latter.',
    },
    noValue: NO_DATA.engines,
    at: [12, 15, 12, 9],
    target: askMeasures('requestsRunningMax', 'sequenceCap', 'kvLimitedRequests', 'objectiveLimitedRequests'),
    next: 'roofline',
    unit: 'short',
    colours: { requestsRunningMax: COLOUR.decode },
    limits: ['sequenceCap', 'kvLimitedRequests', 'objectiveLimitedRequests'],
  });
