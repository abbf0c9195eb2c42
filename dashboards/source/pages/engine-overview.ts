import { dashboardOf } from '../dashboard-of.ts';
import { appLink } from '../links.ts';
import { alertingNote } from '../panels/note-panel.ts';
import { rooflinePanel } from '../panels/roofline-panel.ts';
import { findingsTable } from './judged-tables.ts';
import { goodputPanel } from './goodput-panels.ts';
import {
  anatomyPanel,
  answerTable,
  cachePanel,
  limitsTable,
  occupancyPanel,
  stepPanel,
  tokensPanel,
  trafficPanel,
  waitPanel,
} from './shared-panels.ts';

/** "Why is it slow", in the order of the questions: is it fine, what limits it, where does the time go, how close to the hardware. */
export const engineOverview = () =>
  dashboardOf({
    page: 'overview',
    description:
      'Why is it slow? The first row says it in words; the others are the evidence. With several engines, click the name of one in the first table to see it alone. Alert rules cannot be made from these panels: see the last one.',
    range: 'now-30m',
    refresh: '30s',
    objectives: 'shown',
    links: [appLink('engine', 'Engine page', 'The same questions on one page of the Ridgeline app')],
    panels: [
      answerTable([0, 0, 24, 6], 'queueing'),
      limitsTable([0, 6, 14, 9], 'cache'),
      waitPanel([14, 6, 10, 9], 'queueing'),
      trafficPanel([0, 15, 8, 8], 'queueing', 'each'),
      occupancyPanel([8, 15, 8, 8], 'cache'),
      anatomyPanel([16, 15, 8, 8], 'queueing'),
      // Below the first screen, which would be twice as heavy with it.
      findingsTable([0, 23, 24, 10], 'queueing'),
      rooflinePanel('How close to the hardware', [0, 33, 12, 11], 'roofline'),
      goodputPanel([12, 33, 12, 11], 'goodput'),
      tokensPanel([0, 44, 8, 8], 'cache'),
      cachePanel([8, 44, 8, 8], 'cache'),
      stepPanel([16, 44, 8, 8], 'roofline'),
      alertingNote([0, 52, 24, 4]),
    ],
  });
