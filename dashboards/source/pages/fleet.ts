import { dashboardOf } from '../dashboard-of.ts';
import { alertingNote } from '../panels/note-panel.ts';
import { byEnginePanel } from './by-engine-panel.ts';
import { fleetHardwareTable, fleetTable } from './fleet-tables.ts';
import { verdictTable } from './judged-tables.ts';
import { trafficPanel } from './shared-panels.ts';

export const fleet = () =>
  dashboardOf({
    page: 'fleet',
    description:
      'Which engine needs me? One row each, the worst first, with the numbers of the whole range; click one to see it alone. Totals are sums of counts, never means of ratios.',
    range: 'now-1h',
    refresh: '1m',
    objectives: 'shown',
    panels: [
      fleetTable([0, 0, 24, 11]),
      trafficPanel([0, 11, 12, 8], 'capacity', 'all'),
      byEnginePanel('wait', [12, 11, 12, 8]),
      verdictTable([0, 19, 24, 9], 'overview'),
      byEnginePanel('waiting', [0, 28, 8, 8]),
      byEnginePanel('cache', [8, 28, 8, 8]),
      byEnginePanel('tokens', [16, 28, 8, 8]),
      fleetHardwareTable([0, 36, 16, 9]),
      byEnginePanel('goodput', [16, 36, 8, 9]),
      alertingNote([0, 45, 24, 4]),
    ],
  });
