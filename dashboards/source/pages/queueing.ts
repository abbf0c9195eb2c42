import { COLOUR } from '../colours.ts';
import { dashboardOf } from '../dashboard-of.ts';
import { seriesPanel } from '../panels/series-panel.ts';
import { askMeasures, askOccupancy } from '../queries.ts';
import { NO_DATA } from '../words.ts';
import { percentilesPanel } from './percentile-panels.ts';
import { anatomyPanel, answerTable, trafficPanel, waitPanel } from './shared-panels.ts';

export const queueing = () =>
  dashboardOf({
    page: 'queueing',
    description:
      'How long requests wait and where their time goes. Live measures (gauges, first tokens) and those of finished requests stand side by side: in a growing queue they differ, and the difference is the news.',
    range: 'now-30m',
    refresh: '30s',
    objectives: 'hidden',
    panels: [
      answerTable([0, 0, 24, 6], 'overview'),
      waitPanel([0, 6, 12, 9], 'cache'),
      anatomyPanel([12, 6, 12, 9], 'goodput'),
      littlePanel(),
      trafficPanel([12, 15, 12, 9], 'capacity', 'each'),
      percentilesPanel('queue', [0, 24, 8, 9], 'overview'),
      percentilesPanel('ttft', [8, 24, 8, 9], 'goodput'),
      percentilesPanel('e2e', [16, 24, 8, 9], 'goodput'),
      percentilesPanel('tpot', [0, 33, 8, 9], 'roofline'),
      percentilesPanel('itl', [8, 33, 8, 9], 'cache'),
      queueSharePanel(),
    ],
    folded: [{ title: "Do gauges and Little's law agree?", top: 42, panels: [residualPanel()] }],
  });

const littlePanel = () =>
  seriesPanel({
    title: "How busy: gauges beside Little's law",
    words: {
      shows:
        'Running and waiting as vLLM counts them, beside what arrival rate × time in the system says of the same (decoding is live; running and queued are of finished requests).',
      misleads:
        'While a queue grows, those of finished requests lie below the gauges: that is lag, not an error. Preempted requests count as decoding while they wait.',
      changes: '`--max-num-seqs`, declared as `engine.maxNumSeqs`; the load.',
    },
    noValue: NO_DATA.engines,
    at: [0, 15, 12, 9],
    target: askOccupancy(),
    next: 'cache',
    unit: 'short',
    colours: {
      requestsRunning: COLOUR.decode,
      requestsWaiting: COLOUR.queue,
      littleDecodingRequests: COLOUR.prefill,
      littleRunningRequests: COLOUR.frontend,
      littleQueuedRequests: COLOUR.neutral,
    },
    limits: ['sequenceCap'],
    softMax: 1,
  });

const queueSharePanel = () =>
  seriesPanel({
    title: 'Share of the time spent queueing',
    words: {
      shows:
        'Of the end-to-end time of finished requests, the share in the queue. Above half, waiting is the problem and not speed.',
      misleads: 'Lags while a queue grows: see the estimated wait above.',
      changes: 'Load, more engines, `--max-num-seqs`.',
    },
    noValue: NO_DATA.traffic,
    at: [16, 33, 8, 9],
    target: askMeasures('queueShareRatio'),
    next: 'capacity',
    unit: 'percentunit',
    colours: { queueShareRatio: COLOUR.queue },
    softMax: 1,
  });

const residualPanel = () =>
  seriesPanel({
    title: "Gauges against Little's law",
    words: {
      shows:
        'By how much requests in the system exceed what rates and times say of them. Near 0: both tell the same, and the numbers above can be trusted.',
      misleads: 'Far from 0 while a queue grows or empties, after restarts, and with few requests in a step.',
      changes: 'Nothing to set: it is a check. Aborted requests and preemptions show here.',
    },
    noValue: NO_DATA.traffic,
    at: [0, 43, 24, 8],
    target: askMeasures('littleResidualRatio'),
    next: 'overview',
    unit: 'percentunit',
    colours: { littleResidualRatio: COLOUR.neutral },
    isSigned: true,
  });
