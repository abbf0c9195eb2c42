import { linkToEngine } from '../links.ts';
import { goodputColumn, numberColumn, shareColumn, stateColumn, textColumn, withNull } from '../panels/columns.ts';
import type { Place } from '../panels/place.ts';
import { tablePanel } from '../panels/table-panel.ts';
import { NO_DATA } from '../words.ts';

const ENGINE = textColumn('engine', { title: 'engine' }, [linkToEngine('overview'), linkToEngine('queueing')]);

/** What fits at 1280 pixels; the rest is in the second table, from the same read. */
export const fleetTable = (at: Place) =>
  tablePanel({
    title: 'Engines, worst first',
    words: {
      shows:
        'One row for each engine with the numbers of the whole range: its state and what is full, what a request arriving at its end would wait, requests a second in and out, mean requests running and waiting, mean latencies, and the share served as promised.',
      misleads:
        'Means of the range: a short incident is diluted, which is why rows are not sorted by them but by what binds and waits. Goodput is red below 95 %, whatever share is promised.',
      changes: 'Click an engine to see it alone. The objectives at the top change goodput.',
    },
    noValue: NO_DATA.engines,
    at,
    kind: 'fleet',
    next: 'overview',
    unit: 'short',
    columns: [
      ENGINE,
      stateColumn({ title: 'state', width: 76 }),
      withNull(textColumn('bound', { title: 'full', width: 112 }), 'nothing'),
      numberColumn('waitForecastSeconds', { title: 'wait now', width: 86 }, 'suffix:s'),
      numberColumn('arrivalsPerSecond', { title: 'in', width: 86 }, 'reqps'),
      numberColumn('completionsPerSecond', { title: 'out', width: 86 }, 'reqps'),
      numberColumn('requestsRunning', { title: 'running', width: 76 }, 'short'),
      numberColumn('requestsWaiting', { title: 'waiting', width: 76 }, 'short'),
      numberColumn('ttftSeconds', { title: 'TTFT', width: 76 }, 'suffix:s'),
      numberColumn('tpotSeconds', { title: 'TPOT', width: 76 }, 's'),
      goodputColumn({ title: 'goodput', width: 80 }),
    ],
  });

export const fleetHardwareTable = (at: Place) =>
  tablePanel({
    title: 'Use of cache and hardware, worst engine first',
    words: {
      shows: 'For each engine the KV cache used, output tokens a second, and the share of the roof reached while busy.',
      misleads: 'Means of the whole range. The roof is unknown until the GPU is declared.',
      changes: '`--max-num-seqs`, `--gpu-memory-utilization`; deployments in the settings of the data source.',
    },
    noValue: NO_DATA.engines,
    at,
    kind: 'fleet',
    next: 'roofline',
    unit: 'short',
    columns: [
      ENGINE,
      stateColumn({ title: 'state', width: 76 }),
      shareColumn('kvCacheUsageRatio', { title: 'KV cache', width: 130 }),
      numberColumn('generationTokensPerSecond', { title: 'tokens/s', width: 90 }, 'short'),
      shareColumn('rooflineRatio', { title: 'of the roof', width: 130 }),
    ],
  });
