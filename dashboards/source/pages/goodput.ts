import { dashboardOf } from '../dashboard-of.ts';
import { linkToEngine } from '../links.ts';
import { goodputColumn, numberColumn, stateColumn, textColumn } from '../panels/columns.ts';
import { alertingNote } from '../panels/note-panel.ts';
import { tablePanel } from '../panels/table-panel.ts';
import { NO_DATA } from '../words.ts';
import { goodputPanel, goodRatePanel } from './goodput-panels.ts';
import { percentilesPanel } from './percentile-panels.ts';

export const goodput = () =>
  dashboardOf({
    page: 'goodput',
    description:
      'Are users served as promised? Any objective can be typed at the top; it need not be the edge of a bucket. What histograms cannot tell is drawn as a band, not guessed.',
    range: 'now-1h',
    refresh: '30s',
    objectives: 'shown',
    panels: [
      goodputPanel([0, 0, 24, 9], 'overview'),
      goodRatePanel([0, 9, 10, 9], 'capacity'),
      servedTable(),
      percentilesPanel('ttft', [0, 18, 8, 9], 'queueing'),
      percentilesPanel('tpot', [8, 18, 8, 9], 'roofline'),
      percentilesPanel('e2e', [16, 18, 8, 9], 'queueing'),
      alertingNote([0, 27, 24, 4]),
    ],
  });

const servedTable = () =>
  tablePanel({
    title: 'Which engines keep the promise, worst first',
    words: {
      shows: 'Goodput with its bounds, and mean latencies, of each engine in the whole range.',
      misleads:
        'Red begins below 95 %, whatever share the settings promise: save a copy of the dashboard and change the threshold there if you promise another. Goodput is the best estimate; the truth lies between low and high.',
      changes: 'The objectives at the top. Click an engine for its own dashboards.',
    },
    noValue: NO_DATA.engines,
    at: [10, 9, 14, 9],
    kind: 'fleet',
    next: 'fleet',
    unit: 's',
    columns: [
      textColumn('engine', { title: 'engine' }, [linkToEngine('goodput'), linkToEngine('overview')]),
      stateColumn({ title: 'state', width: 74 }),
      goodputColumn({ title: 'goodput', width: 80 }),
      numberColumn('goodputRatioLow', { title: 'low', width: 64 }, 'percentunit'),
      numberColumn('goodputRatioHigh', { title: 'high', width: 64 }, 'percentunit'),
      numberColumn('ttftSeconds', { title: 'TTFT', width: 74 }, 'suffix:s'),
      numberColumn('tpotSeconds', { title: 'TPOT', width: 74 }, 's'),
    ],
  });
